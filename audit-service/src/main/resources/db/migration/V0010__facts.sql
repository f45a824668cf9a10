-- What the rules of monitoring go by besides the columns there are: JSON made with the event from its own two parts
-- (ADR 0020), read by the watcher alone. It tells of who and whom, so erasure drops it with the identifying part.
alter table audit_event add column facts jsonb;

-- Whose events were asked for in a search of the trail, until the event of that search (the same request) is watched.
create table trail_reading (
    request_id text        not null,
    agent      text        not null,
    at         timestamptz not null default now(),
    primary key (request_id, agent)
);

grant select, insert, delete on trail_reading to audit;
