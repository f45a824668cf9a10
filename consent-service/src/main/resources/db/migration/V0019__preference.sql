-- What people prefer for services that are none of ours, apart from objections (S146): the Summary Care Record preference,
-- which is kept and shown and bears on no decision, and the national data opt-out, which bears on every use but care.
create table preference (
    id uuid primary key,
    person uuid not null,
    kind text not null check (kind in ('summary-care-record-preference', 'national-data-opt-out')),
    choice text not null check (choice in ('implied-consent', 'express-consent', 'opted-out')),
    organisation text not null,
    recorded_by text not null,
    capacity text not null check (capacity in ('staff', 'feed', 'citizen', 'proxy')),
    recorded_at timestamptz not null,
    valid_from timestamptz not null,
    valid_to timestamptz,
    ended_at timestamptz,
    ended_by text not null default '',
    check (valid_to is null or valid_to > valid_from),
    check (kind <> 'national-data-opt-out' or choice = 'opted-out'),
    exclude using gist (person with =, kind with =, tstzrange(valid_from, valid_to) with &&)
);
create index preference_of_person on preference (person, kind, valid_from);
grant select, insert on preference to consent;
grant update (valid_to, ended_at, ended_by) on preference to consent;
