-- Messages that were refused for what is in them, set aside for their sender: the bytes as they came (gzip), why and where.
-- completed: stored after all; cancelled: dismissed. Then the bytes are gone and the row stays until it is old.
create table failed_message (
    id uuid primary key,
    organisation text not null check (organisation <> ''),
    status text not null default 'failed' check (status in ('failed', 'completed', 'cancelled')),
    media_type text not null check (length(media_type) between 3 and 200),
    content_hash bytea not null,
    content bytea not null,
    size bigint not null check (size >= 0),
    kind text not null,
    place text not null,
    detail text not null,
    times int not null default 1 check (times > 0),
    first_at timestamptz not null,
    changed_at timestamptz not null,
    check ((status = 'failed') = (length(content) > 0))
);
alter table failed_message alter column content set storage external;

-- The same bytes again are the same message.
create unique index failed_message_waiting on failed_message (organisation, content_hash) where status = 'failed';
create index failed_message_of_organisation on failed_message (organisation, status, first_at, id);
create index failed_message_old on failed_message (changed_at);

grant select, insert, update, delete on failed_message to record;
