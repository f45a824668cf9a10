-- A file of resources that an organisation has sent to be stored in the background. Lines up to position are done; total is
-- how many have come in. receiving: it is still coming in.
create table import_job (
    id uuid primary key,
    organisation text not null check (organisation <> ''),
    status text not null default 'receiving' check (status in ('receiving', 'working', 'done', 'cancelled')),
    total bigint not null default 0 check (total >= 0),
    position bigint not null default 0 check (position between 0 and total),
    created bigint not null default 0,
    updated bigint not null default 0,
    refused bigint not null default 0,
    made_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp()
);

create index import_job_active on import_job (status, changed_at) where status in ('receiving', 'working');
create index import_job_over on import_job (changed_at) where status in ('done', 'cancelled');

-- Entries that wait, one a line, each with the number of its line in the file; and whom they may be about: the source
-- patients that identity-service signed for these lines, by the names that the lines use for them.
create table import_part (
    job uuid not null references import_job on delete cascade,
    first_line bigint not null check (first_line > 0),
    last_line bigint not null check (last_line >= first_line),
    patients bytea not null,
    content bytea not null,
    primary key (job, first_line)
);
alter table import_part alter column content set storage external;

-- What was refused and why. Nothing here was sent: kind is one of docs/contracts/problems.json, place a FHIRPath.
create table import_fault (
    job uuid not null references import_job on delete cascade,
    line bigint not null check (line > 0),
    kind text not null,
    detail text not null,
    place text not null,
    primary key (job, line)
);

grant select, insert, update, delete on import_job to record;
grant select, insert, delete on import_part to record;
grant select, insert, delete on import_fault to record;
