-- Alerts in the order in which they were made, which is that of their commits: one watcher at a time makes them.
alter table alert add column number bigint generated always as identity;
create unique index alert_number on alert (number);

-- How far a destination outside has been told of each: the first that it has not.
create table stream_cursor (
    destination text        not null check (destination in ('syslog', 'otlp')),
    source      text        not null check (source in ('event', 'alert')),
    next        bigint      not null check (next >= 0),
    moved       timestamptz not null default now(),
    primary key (destination, source)
);

grant select, insert, update (next, moved) on stream_cursor to audit;
