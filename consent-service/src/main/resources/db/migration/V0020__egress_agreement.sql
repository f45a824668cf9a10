-- The agreements under which data of many people may leave, and how many people did (S165, S166). One is registered by one
-- person and approved by another; it is ended, and never changed. There is no commercial purpose.
create table egress_agreement (
    name text primary key check (name ~ '^[a-z0-9][a-z0-9-]{2,63}$'),
    organisation text not null,
    purpose text not null check (purpose in ('PUBHLTH', 'HRESCH', 'HQUALIMP', 'PATSFTY', 'PERFMSR', 'HSYSADMIN')),
    categories text[] not null check (cardinality(categories) > 0),
    persons_a_day integer not null check (persons_a_day > 0),
    valid_from date not null,
    valid_to date not null check (valid_to >= valid_from),
    reason text not null,
    registered_by text not null,
    registered_at timestamptz not null,
    approved_by text not null default '' check (approved_by <> registered_by),
    approved_at timestamptz,
    ended_by text not null default '',
    ended_at timestamptz
);
create table egress_volume (
    agreement text not null references egress_agreement (name),
    day date not null,
    persons bigint not null check (persons >= 0),
    omitted bigint not null default 0 check (omitted >= 0),
    primary key (agreement, day)
);
grant select, insert on egress_agreement, egress_volume to consent;
grant update (approved_by, approved_at, ended_by, ended_at) on egress_agreement to consent;
grant update (persons, omitted) on egress_volume to consent;
