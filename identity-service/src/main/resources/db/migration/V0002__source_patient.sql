-- A ten-digit NHS number whose check digit holds (modulus 11) and which is not ten times the same digit.
create domain nhs_number_value as text check (
    value is null or case when value ~ '^[0-9]{10}$' and value !~ '^(.)\1{9}$' then
        (11 - (10 * substr(value, 1, 1)::int + 9 * substr(value, 2, 1)::int + 8 * substr(value, 3, 1)::int
             + 7 * substr(value, 4, 1)::int + 6 * substr(value, 5, 1)::int + 5 * substr(value, 6, 1)::int
             + 4 * substr(value, 7, 1)::int + 3 * substr(value, 8, 1)::int + 2 * substr(value, 9, 1)::int) % 11) % 11
        = substr(value, 10, 1)::int
    else false end);

-- One organisation's registration of a person, as its newest version has it. identifiers: the ids that each of its local
-- identifiers would give a source patient of this organisation, its own id among them, so that any of them finds it.
create table source_patient (
    id uuid primary key,
    organisation text not null check (organisation <> ''),
    system text not null,
    value text not null check (length(value) between 1 and 255),
    identifiers uuid[] not null check (id = any (identifiers)),
    nhs_number nhs_number_value,
    verified boolean not null,
    family text,
    given text[] not null,
    birth_date text check (birth_date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    gender text not null check (gender in ('male', 'female', 'other', 'unknown')),
    confidentiality text not null check (confidentiality in ('N', 'R', 'V')),
    active boolean not null,
    resource bytea not null,
    content_hash bytea not null check (length(content_hash) = 32),
    version integer not null check (version > 0),
    source_updated timestamptz,
    received_at timestamptz not null default now(),
    unique (organisation, system, value),
    check (nhs_number is not null or not verified)
);

create index source_patient_nhs_number on source_patient (nhs_number) where nhs_number is not null;
create index source_patient_identifier on source_patient using gin (identifiers);

-- Every version that was ever accepted, byte for byte.
create table source_patient_version (
    source_patient uuid not null references source_patient,
    version integer not null check (version > 0),
    resource bytea not null,
    content_hash bytea not null,
    source_updated timestamptz,
    received_at timestamptz not null,
    primary key (source_patient, version)
);

grant select, insert, update on source_patient to identity;
grant select, insert on source_patient_version to identity;
