-- Who may see a person's record as a proxy: recorded by an organisation that has the person registered, for a time, and
-- ended at once when that is asked for. Nothing goes away.
create table delegation (
    id uuid primary key,
    person uuid not null,
    proxy uuid not null,
    organisation text not null check (organisation ~ '^[A-Z0-9]{3,10}$'),
    kind text not null check (kind in ('parent', 'carer', 'attorney', 'deputy')),
    authority text not null check (char_length(authority) between 10 and 4000),
    recorded_by text not null,
    recorded_at timestamptz not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    ended_by text not null default '',
    check (valid_to > valid_from),
    check (person <> proxy)
);
create index delegation_proxy on delegation (proxy, person, valid_to);
create index delegation_person on delegation (person, recorded_at);

grant select, insert on delegation to consent;
grant update (valid_to, ended_by) on delegation to consent;
