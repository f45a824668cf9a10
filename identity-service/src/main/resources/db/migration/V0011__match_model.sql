-- Versions of what levels are worth. params: the canonical JSON of care.weald.identity.match.model.ModelJson, byte for byte;
-- names are in it as hashes alone. Of all versions one is in force and at most one is tried beside it.
create table match_model (
    version text primary key check (version ~ '^[a-z0-9][a-z0-9.-]{0,39}$'),
    state text not null check (state in ('draft', 'shadow', 'active', 'retired')),
    params bytea not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$' and sha256 = encode(sha256(params), 'hex')),
    training jsonb not null default '{}',
    metrics jsonb not null default '{}',
    made_by text not null check (made_by <> ''),
    made_at timestamptz not null default clock_timestamp(),
    proposed_by text[] not null default '{}',
    approved_by text check (approved_by <> made_by and approved_by <> all (proposed_by))
);

create unique index match_model_active on match_model (state) where state = 'active';
create unique index match_model_shadow on match_model (state) where state = 'shadow';

-- What was in force when: who switched, why, and to which version from which. Of a roll-back, settled says that every link
-- that the former version made meanwhile is on the work list.
create table match_model_activation (
    id bigint generated always as identity primary key,
    version text not null references match_model,
    former text references match_model check (former <> version),
    kind text not null check (kind in ('shipped', 'activate', 'roll-back')),
    made_by text not null check (made_by <> ''),
    organisation text not null,
    reason text not null check (reason <> ''),
    made_at timestamptz not null default clock_timestamp(),
    settled boolean not null default true,
    check ((kind = 'shipped') = (former is null))
);

create index match_model_activation_open on match_model_activation (id) where not settled;

-- Training as a job: one at a time.
create table match_model_training (
    id uuid primary key default gen_random_uuid(),
    version text not null,
    state text not null check (state in ('waiting', 'running', 'done', 'refused', 'failed')),
    pairs bigint not null check (pairs >= 0),
    wanted bigint not null,
    made_by text not null check (made_by <> ''),
    organisation text not null,
    reason text not null check (reason <> ''),
    begun_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz
);

create unique index match_model_training_open on match_model_training ((true)) where state in ('waiting', 'running');

-- How often the version in force (against) and the one tried give which grades, to whom. No identifier is kept.
create table match_model_comparison (
    version text not null references match_model,
    against text not null references match_model,
    source text not null,
    sex text not null,
    age text not null,
    ethnicity text not null,
    active_grade text not null,
    shadow_grade text not null,
    pairs bigint not null check (pairs > 0),
    primary key (version, against, source, sex, age, ethnicity, active_grade, shadow_grade)
);

create table match_model_question (
    version text not null references match_model,
    against text not null references match_model,
    questions bigint not null check (questions > 0),
    primary key (version, against)
);

-- Pairs whose grade changed, to be looked at: asked is absent when a question stored nothing. Few are kept.
create table match_model_difference (
    version text not null references match_model,
    against text not null references match_model,
    place integer not null check (place between 1 and 200),
    asked uuid,
    candidate uuid not null references source_patient,
    active_grade text not null,
    shadow_grade text not null,
    seen_at timestamptz not null default clock_timestamp(),
    primary key (version, against, place),
    unique (version, against, asked, candidate)
);

-- Links by match that a roll-back has looked at.
create table match_link_review (
    link bigint primary key references link
);

create index link_match on link (model_version, valid_from) where origin = 'match' and valid_to is null;

-- A review of a link that a match made by itself; absent where two persons may be one.
alter table review_task add column link bigint references link;

grant select, insert, update (state, proposed_by, approved_by, metrics) on match_model to identity;
grant select, insert, update (settled) on match_model_activation to identity;
grant select, insert, update (state, begun_at, ended_at) on match_model_training to identity;
grant select, insert, update (pairs) on match_model_comparison to identity;
grant select, insert, update (questions) on match_model_question to identity;
grant select, insert on match_model_difference, match_link_review to identity;
grant update (link, weight, explanation, priority) on review_task to identity;
