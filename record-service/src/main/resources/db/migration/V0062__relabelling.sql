-- What is stored is labelled again when the rules of labels change: how far that is, by the digest of the rules. Items up to
-- (source_patient, item) are done.
create table relabelling (
    rules text primary key check (length(rules) = 64),
    status text not null default 'working' check (status in ('working', 'done')),
    source_patient uuid not null default '00000000-0000-0000-0000-000000000000',
    item uuid not null default '00000000-0000-0000-0000-000000000000',
    looked bigint not null default 0,
    raised bigint not null default 0,
    made_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp()
);

grant select, insert, update on relabelling to record;
