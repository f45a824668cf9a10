-- Two source patients who may be one human being, for a steward to decide; each pair once, whatever was decided.
create table review_task (
    id uuid primary key default gen_random_uuid(),
    a uuid not null references source_patient,
    b uuid not null references source_patient,
    status text not null default 'requested'
        check (status in ('requested', 'on-hold', 'accepted', 'rejected', 'completed')),
    priority text not null check (priority in ('routine', 'urgent')),
    weight double precision not null,
    explanation jsonb not null,
    version integer not null default 1 check (version > 0),
    reason text not null default '',
    decided_by text,
    made_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    check (a < b),
    unique (a, b)
);

create index review_task_order on review_task (weight desc, id);

grant select, insert on review_task to identity;
grant update (status, version, reason, decided_by, changed_at) on review_task to identity;
