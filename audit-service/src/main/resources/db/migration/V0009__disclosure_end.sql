-- How each disclosure ended: all that was released was sent, or the connection ended before. The event that tells of it is
-- in the log; what has none here was under way when its gateway was.
create table disclosure_end (
    event_id uuid        primary key,
    sent     boolean     not null,
    bytes    bigint      not null check (bytes >= 0),
    ended    timestamptz not null,
    told_by  uuid        not null
);

create trigger disclosure_end_stays before update or delete on disclosure_end
    for each row execute function refuse_change();
create trigger disclosure_end_is_kept before truncate on disclosure_end
    for each statement execute function refuse_change();

grant select, insert on disclosure_end to audit;
