-- What probes found: the live service asked, as several roles, about people whose objection is in force. Asked for by the
-- gateway, one claim an objection and day; what was found stays.
create table probe_claim (
    objection uuid not null,
    day date not null,
    claimed_at timestamptz not null,
    primary key (objection, day)
);
create table probe (
    id uuid primary key,
    at timestamptz not null,
    objection uuid not null,
    organisation text not null,
    role text not null,
    outcome text not null check (outcome in ('refused', 'held', 'broken', 'failed')),
    reason text not null default ''
);
create index probe_at on probe (at, objection);

-- Under which other ids the trail may know an objector, as identity-service last said when a probe asked.
create table objection_link (
    person uuid not null,
    linked uuid not null,
    from_at timestamptz not null,
    until_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (person, linked, from_at)
);
create table objection_seen (
    person uuid primary key,
    seen_at timestamptz not null
);
grant select, insert on probe to consent;
grant select, insert, update, delete on probe_claim, objection_link, objection_seen to consent;

-- A statement says whether all that it wants to look at was there to be looked at.
alter table attestation add column complete boolean not null default false;
alter table attestation add column violations integer not null default 0;
create index attestation_to on attestation (to_at);
