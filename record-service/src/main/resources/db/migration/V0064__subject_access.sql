-- Copies that people ask for (UK GDPR article 15), from the request through the review to the pack and its end.
create table subject_access (
    job uuid primary key default gen_random_uuid(),
    person uuid not null,
    source_patients uuid[] not null,
    organisation text not null,
    subject text not null,
    citizen boolean not null,
    status text not null default 'review'
        check (status in ('review', 'making', 'ready', 'fetched', 'cancelled', 'expired')),
    patient bytea,
    made_at timestamptz not null,
    due_on date not null,
    reviewer text not null default '',
    reviewed_at timestamptz,
    ready_at timestamptz,
    fetched_at timestamptz,
    ended_at timestamptz
);
create index subject_access_person on subject_access (person);
create index subject_access_open on subject_access (status) where status in ('making', 'ready', 'fetched');

-- What was held when it was asked for, why a health professional must look at it, and what was decided.
create table subject_access_item (
    job uuid not null references subject_access (job) on delete cascade,
    source_patient uuid not null,
    item uuid not null,
    version int not null,
    type text not null,
    category text not null,
    reasons text[] not null,
    decision text check (decision in ('release', 'withhold')),
    ground text check (ground in ('third-party', 'serious-harm', 'other-exemption')),
    decided_by text,
    decided_at timestamptz,
    primary key (job, source_patient, item),
    check ((decision = 'withhold') = (ground is not null) or decision is null)
);

-- The files of a pack that is ready; they go when it has been fetched, or was not in time.
create table subject_access_file (
    job uuid not null references subject_access (job) on delete cascade,
    name text not null,
    content bytea not null,
    primary key (job, name)
);
alter table subject_access_file alter column content set storage external;

grant select, insert, update on subject_access to record;
grant select, insert, update, delete on subject_access_item to record;
grant select, insert, delete on subject_access_file to record;
