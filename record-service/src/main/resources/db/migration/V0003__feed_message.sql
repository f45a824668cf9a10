-- Every message that was taken, as it came, and what it was answered with.
create table feed_message (
    organisation text not null,
    id text not null,
    content_hash bytea not null,
    received_at timestamptz not null,
    entries int not null,
    -- gzip
    content bytea not null,
    -- false while some entry of a batch was refused: the same message may then be sent again
    complete boolean not null,
    -- gzip, the entries of the answer
    answer bytea not null,
    primary key (organisation, id)
);
alter table feed_message alter column content set storage external;
alter table feed_message alter column answer set storage external;

grant select, insert on feed_message to record;
grant update (received_at, complete, answer) on feed_message to record;
