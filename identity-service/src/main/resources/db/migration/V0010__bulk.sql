-- A file of registrations that an organisation has sent to be stored line by line. Lines up to position are done; total is
-- how many there are. may_update: whether its sender may change what is there. receiving: it is still coming in.
create table import_job (
    id uuid primary key,
    organisation text not null check (organisation <> ''),
    may_update boolean not null,
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

-- Lines that wait, as they came in, until they are done.
create table import_part (
    job uuid not null references import_job,
    first_line bigint not null check (first_line > 0),
    last_line bigint not null check (last_line >= first_line),
    content bytea not null,
    primary key (job, first_line)
);

-- Most lines compress well, but that costs more than it saves for rows that live for minutes.
alter table import_part alter column content set storage external;

-- What was refused and why. Nothing here was sent: kind is one of docs/contracts/problems.json, place a FHIRPath.
create table import_fault (
    job uuid not null references import_job,
    line bigint not null check (line > 0),
    kind text not null,
    detail text not null,
    place text not null,
    primary key (job, line)
);

grant select, insert, update on import_job to identity;
grant select, insert, delete on import_part to identity;
grant select, insert on import_fault to identity;

-- A search of the whole index for registrations of one human being. comparing: ranges are searched for who is like
-- somebody at all; settling: whoever is goes through what a feed does, in the order of links, up to position.
create table deduplication (
    id uuid primary key,
    organisation text not null check (organisation <> ''),
    status text not null default 'comparing' check (status in ('comparing', 'settling', 'done', 'cancelled')),
    total bigint not null,
    compared bigint not null default 0,
    candidates bigint not null default 0,
    position bigint not null default 0,
    settled bigint not null default 0,
    linked bigint not null default 0,
    raised bigint not null default 0,
    made_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp()
);

-- One at a time.
create unique index deduplication_active on deduplication ((true)) where status in ('comparing', 'settling');

-- Links from first up to last, both among them, that are still to be compared.
create table deduplication_range (
    job uuid not null references deduplication,
    first bigint not null,
    last bigint not null check (last >= first),
    primary key (job, first)
);

-- Registrations that are like somebody.
create table deduplication_candidate (
    job uuid not null references deduplication,
    link bigint not null references link,
    source_patient uuid not null references source_patient,
    primary key (job, link)
);

grant select, insert, update on deduplication to identity;
grant select, insert, delete on deduplication_range, deduplication_candidate to identity;
-- Who compares a range locks its row.
grant update (last) on deduplication_range to identity;
