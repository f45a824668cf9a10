-- The case around an objection (UK GDPR Article 21). What it holds back stands in objection, where decisions read it.
create table objection_case (
    id uuid primary key,
    person uuid not null,
    organisation text not null check (organisation ~ '^[A-Z0-9]{3,10}$'),
    lodged_by text not null,
    lodged_at timestamptz not null,
    due_at timestamptz not null,
    reason text not null check (char_length(reason) between 10 and 4000),
    on_behalf text not null check (on_behalf in ('self', 'parent', 'carer', 'attorney', 'deputy')),
    authority text not null check ((on_behalf = 'self') = (authority = '')),
    categories text[] not null,
    excepted_organisations text[] not null,
    interim boolean not null,
    state text not null check (state in (
        'lodged', 'information-asked', 'under-review', 'upheld', 'upheld-in-part', 'not-upheld', 'withdrawn')),
    barred text not null default '',
    review_on date,
    version integer not null default 1,
    check (due_at > lodged_at)
);
-- One organisation has one open case about a person; another organisation may have one too.
create unique index objection_case_open on objection_case (person, organisation)
    where state in ('lodged', 'information-asked', 'under-review');
create index objection_case_list on objection_case (organisation, due_at, id);
create index objection_case_person on objection_case (person);
create index objection_case_due on objection_case (due_at) where state in ('lodged', 'information-asked', 'under-review');

-- All that was ever done with a case; nothing is changed and nothing goes away.
create table objection_step (
    case_id uuid not null references objection_case,
    version integer not null,
    action text not null check (action in ('lodge', 'ask', 'inform', 'decide', 'appeal', 'review', 'withdraw')),
    subject text not null,
    role text not null,
    done_at timestamptz not null,
    said text not null check (char_length(said) between 10 and 4000),
    content_hash text not null,
    outcome text not null default '' check (outcome in ('', 'upheld', 'upheld-in-part', 'not-upheld')),
    primary key (case_id, version)
);

create table objection_reminder (
    case_id uuid not null references objection_case,
    kind text not null check (kind in ('due-soon', 'overdue')),
    sent_at timestamptz not null,
    primary key (case_id, kind)
);

-- What is held back: for good ('upheld'), or until there is an outcome ('interim').
alter table objection drop constraint objection_state_check;
alter table objection add constraint objection_state_check
    check (state in ('lodged', 'under-review', 'upheld', 'declined', 'withdrawn', 'interim'));
alter table objection add column case_id uuid references objection_case;
create index objection_of_case on objection (case_id);
create index objection_in_force on objection (person) where state in ('upheld', 'interim');
drop index objection_upheld;

grant select, insert on objection_case, objection_step, objection_reminder to consent;
grant update (state, barred, review_on, version) on objection_case to consent;
grant update (valid_to) on objection to consent;
