-- What a steward did: merges and unlinks, for ever. details of a merge: what the merged person had, so that an unlink
-- puts it back: {"numbers": [{"number", "state", "superseded_by"}], "persons": [ids that were merged into it before]}.
create table steward_action (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('merge', 'unlink')),
    person uuid not null references person,
    other uuid references person check (other <> person),
    reason text not null default '',
    made_by text not null check (made_by <> ''),
    organisation text not null check (organisation <> ''),
    approved_by text check (approved_by <> made_by),
    idempotency_key text,
    details jsonb not null default '{}',
    made_at timestamptz not null default clock_timestamp(),
    undone_by bigint references steward_action,
    check ((kind = 'merge') = (other is not null)),
    unique (made_by, idempotency_key)
);

-- A merge that stands.
create unique index steward_action_merge on steward_action (other) where kind = 'merge' and undone_by is null;

-- merged_into is the person that survives, however many merges lie between: one step resolves an id.
alter table person
    add column status text not null default 'active' check (status in ('active', 'merged')),
    add column merged_into uuid references person check (merged_into <> id),
    add check ((status = 'merged') = (merged_into is not null));

create index person_merged on person (merged_into) where merged_into is not null;

-- Why a link was made. weight in bits, probability from 0 to 1, by the model of model_version; made_by for a steward's.
alter table link
    drop constraint link_origin_check,
    add check (origin in ('nhs-number', 'new', 'manual', 'match')),
    add column weight double precision,
    add column probability double precision check (probability between 0 and 1),
    add column model_version text,
    add column explanation jsonb,
    add column reason text,
    add column made_by text,
    add column action bigint references steward_action,
    add check (origin <> 'match' or model_version is not null),
    add check (origin <> 'manual' or made_by is not null);

-- Whom a source patient was linked to before: few rows, read with every person token.
create index link_former on link (source_patient) where valid_to is not null;

-- Two source patients who are not one human being. No feed and no match may link them; a steward may, unless it is sealed.
create table no_link (
    id bigint generated always as identity primary key,
    a uuid not null references source_patient,
    b uuid not null references source_patient,
    reason text not null,
    made_by text not null check (made_by <> ''),
    sealed boolean not null default false,
    made_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz check (ended_at >= made_at),
    check (a < b)
);

create unique index no_link_now on no_link (a, b) where ended_at is null;
create index no_link_other on no_link (b) where ended_at is null;

grant select, insert, update (undone_by) on steward_action to identity;
grant update (status, merged_into) on person to identity;
grant select, insert, update (ended_at) on no_link to identity;
