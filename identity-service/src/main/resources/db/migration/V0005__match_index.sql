-- What a source patient is found by: worked out from its newest version, and written anew with every version.
-- Dates are yyyymmdd with 0 for what is not known, texts are folded as care.weald.identity.match does it.
create table match_row (
    source_patient uuid primary key references source_patient,
    nhs_number nhs_number_value,
    verified boolean not null,
    rejected text not null,
    identifiers text[] not null,
    given text[] not null,
    given_sounds integer[] not null,
    families text[] not null,
    birth_date integer not null,
    sex text not null check (sex in ('MALE', 'FEMALE', 'OTHER', 'UNKNOWN')),
    postcodes text[] not null,
    previous_postcodes text[] not null,
    lines text[] not null,
    towns text[] not null,
    phones bigint[] not null,
    emails text[] not null,
    deceased integer not null
);

-- Records that share a key are compared. At most a dozen keys a record.
create table block_key (
    key bigint not null,
    source_patient uuid not null references source_patient,
    primary key (key, source_patient)
);

create index block_key_source_patient on block_key (source_patient);

-- For search by family name and birth date. sound: Soundex of the name; former: not the name in use.
create table search_name (
    source_patient uuid not null references source_patient,
    family text collate "C" not null,
    sound integer not null,
    former boolean not null,
    birth_date integer not null,
    primary key (source_patient, family)
);

create index search_name_family on search_name (birth_date, family);
create index search_name_sound on search_name (birth_date, sound);

-- The identifier systems that any source has used: the domains of IHE PIXm.
create table identifier_domain (
    system text primary key
);

grant select, insert, update on match_row to identity;
grant select, insert, delete on block_key, search_name to identity;
grant select, insert on identifier_domain to identity;

-- Few are restricted: whether a candidate is one of them is read from this.
create index source_patient_restricted on source_patient (id) where confidentiality <> 'N';
