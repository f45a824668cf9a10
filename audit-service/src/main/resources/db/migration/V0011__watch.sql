-- What is watched: a narrow copy of the last weeks' events, in the order of the log, for the rules alone. It is made and
-- thrown away by the watcher; the log is what counts.
create table watch_event (
    log_index    bigint      primary key,
    event_id     uuid        not null,
    at           timestamptz not null,
    day          date        not null,
    hour         smallint    not null,
    organisation text        not null,
    subject      text        not null,
    person       uuid,
    persons      uuid[],
    holders      text[]      not null,
    interaction  text        not null,
    outcome      text        not null,
    status       integer     not null,
    reason       text        not null,
    basis        text        not null,
    roles        text[]      not null,
    client       text        not null,
    near         text[]      not null,
    restricted   boolean     not null,
    categories   text[]      not null,
    items        integer     not null,
    asked        text        not null,
    what         text        not null,
    target       uuid,
    agent        text        not null,
    skew         integer     not null,
    -- somebody's record was opened
    opened       boolean     not null generated always as (
        outcome = '0' and person is not null
        and interaction in ('read', 'search', 'record', 'everything', 'demographics')) stored
);
create index watch_event_subject on watch_event (subject, at);
create index watch_event_person on watch_event (person, at) where person is not null;
create index watch_event_override on watch_event (at) where interaction = 'override';

-- What a member of staff did in a day (UTC); bit n of hours is set when something was done in hour n.
create table watch_day (
    organisation text     not null,
    subject      text     not null,
    day          date     not null,
    role         text     not null,
    accesses     integer  not null,
    persons      integer  not null,
    overrides    integer  not null,
    hours        integer  not null,
    primary key (organisation, subject, day)
);
create index watch_day_role on watch_day (role, day);

-- Which client a member of staff uses, since which event.
create table watch_client (
    organisation text   not null,
    client       text   not null,
    subject      text   not null,
    first_index  bigint not null,
    primary key (organisation, client, subject)
);

-- How often an organisation's job role opened a category in a day; without a category, anything.
create table watch_category (
    day          date    not null,
    category     text    not null,
    organisation text    not null,
    role         text    not null,
    events       bigint  not null,
    primary key (category, day, organisation, role)
);

-- How much was asked for in an hour, for statistics: no user and no person is in it.
create table watch_hour (
    hour         timestamptz not null,
    organisation text        not null,
    outcome      text        not null,
    events       bigint      not null,
    primary key (hour, organisation, outcome)
);

-- How far the copy has come. An old log is watched from its last month on.
create table watch_state (
    id   smallint primary key check (id = 1),
    next bigint   not null
);
insert into watch_state (id, next)
select 1, coalesce((select min(log_index) from audit_event where recorded >= now() - interval '31 days'),
                   (select next_index from log_head where id = 1));

-- Whom to look out for: a member of staff and a person (a former partner, a neighbour), or a person alone.
create table watch_list (
    id           uuid        primary key,
    kind         text        not null check (kind in ('pair', 'investigated', 'marked', 'news')),
    subject      text        not null check (length(subject) <= 128 and (kind = 'pair') = (subject <> '')),
    person       uuid        not null,
    organisation text        not null,
    everywhere   boolean     not null,
    reason       text        not null check (length(reason) between 3 and 400),
    added_by     text        not null,
    added_at     timestamptz not null,
    until        timestamptz not null,
    removed_by   text,
    removed_at   timestamptz
);
create unique index watch_list_once on watch_list (organisation, kind, subject, person) where removed_at is null;
create index watch_list_person on watch_list (person) where removed_at is null;

grant select, insert, delete on watch_event, watch_day, watch_client, watch_category, watch_hour to audit;
grant update on watch_day, watch_client, watch_category, watch_hour, watch_state to audit;
grant select on watch_state to audit;
grant select, insert, update (removed_by, removed_at) on watch_list to audit;
