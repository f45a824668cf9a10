-- What a rule found. Its key says what it is about within the rule, so the same is found once.
create table alert (
    id           uuid             primary key default gen_random_uuid(),
    rule         text             not null references watch_rule (id),
    natural_key  text             not null,
    severity     text             not null,
    organisation text             not null,
    holders      text[]           not null,
    subject      text             not null,
    roles        text[]           not null,
    person       uuid,
    categories   text[]           not null,
    occurred     timestamptz      not null,
    found        timestamptz      not null,
    measure      double precision not null,
    unique (rule, natural_key)
);
create index alert_found on alert (found desc, id desc);
create index alert_organisation on alert (organisation, found desc, id desc);
create index alert_holders on alert using gin (holders);

create table alert_event (
    alert_id  uuid   not null references alert (id),
    event_id  uuid   not null,
    log_index bigint not null,
    primary key (alert_id, event_id)
);
create index alert_event_event on alert_event (event_id);

create trigger alert_is_kept before truncate on alert for each statement execute function refuse_change();
create trigger alert_event_stays before update or delete on alert_event
    for each row execute function refuse_change();

-- The case that an alert was made into. What may change is where it stands; what was done stands in privacy_step.
create table privacy_case (
    id           uuid        primary key,
    alert_id     uuid        not null unique references alert (id),
    state        text        not null check (state in ('opened', 'assigned', 'following-up', 'closed')),
    owner        text        not null default '',
    follow_up    date,
    outcome      text        not null default ''
        check (outcome in ('', 'justified', 'training', 'referred-to-employer', 'breach-reported')),
    opened_at    timestamptz not null,
    due_at       timestamptz not null,
    version      integer     not null,
    check ((state = 'closed') = (outcome <> ''))
);
create index privacy_case_list on privacy_case (opened_at desc, id desc);
create index privacy_case_owner on privacy_case (owner, opened_at desc);

create table privacy_step (
    case_id      uuid        not null references privacy_case (id),
    version      integer     not null,
    action       text        not null check (action in ('open', 'assign', 'note', 'follow-up', 'close')),
    subject      text        not null,
    organisation text        not null,
    roles        text[]      not null,
    at           timestamptz not null,
    said         text        not null check (length(said) <= 4000),
    owner        text        not null,
    follow_up    date,
    outcome      text        not null,
    content_hash text        not null,
    primary key (case_id, version)
);
create trigger privacy_step_stays before update or delete on privacy_step
    for each row execute function refuse_change();
create trigger privacy_step_is_kept before truncate on privacy_step
    for each statement execute function refuse_change();

grant select, insert on alert, alert_event, privacy_case, privacy_step to audit;
grant update (state, owner, follow_up, outcome, version) on privacy_case to audit;
