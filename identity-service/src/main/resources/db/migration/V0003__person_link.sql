-- One human being. restricted: set by a steward, whatever the sources say; their labels add to it, never take away.
create table person (
    id uuid primary key,
    restricted boolean not null default false,
    created timestamptz not null default now()
);

-- Source patient -> person. Links are ended, not changed: data never moves, and every link can be undone.
create table link (
    id bigint generated always as identity primary key,
    source_patient uuid not null references source_patient,
    person uuid not null references person,
    origin text not null check (origin in ('nhs-number', 'new')),
    valid_from timestamptz not null default clock_timestamp(),
    valid_to timestamptz check (valid_to >= valid_from)
);

-- A source patient is linked to one person at a time.
create unique index link_now on link (source_patient) where valid_to is null;
create index link_person on link (person) where valid_to is null;

-- NHS number -> person. A superseded number leads to the person that its successor leads to.
create table nhs_number (
    number nhs_number_value primary key,
    person uuid not null references person,
    state text not null default 'current' check (state in ('current', 'superseded', 'invalid')),
    superseded_by nhs_number_value references nhs_number,
    recorded timestamptz not null default now(),
    check ((state = 'superseded') = (superseded_by is not null)),
    check (superseded_by <> number)
);

-- A person has one current NHS number.
create unique index nhs_number_current on nhs_number (person) where state = 'current';

grant select, insert on person to identity;
grant select, insert, update (valid_to) on link to identity;
grant select, insert, update (person, state, superseded_by) on nhs_number to identity;
