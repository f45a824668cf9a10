-- A colleague's word for an override: with it, and for as long as it holds, very restricted items are shown.
create table override_confirmation (
    override uuid primary key references record_override,
    subject text not null,
    client text not null,
    reason text not null check (char_length(reason) between 10 and 4000),
    made_at timestamptz not null
);

-- Each override is looked into by a privacy officer of its own organisation.
create table override_follow_up (
    id uuid primary key references record_override,
    organisation text not null,
    due_at timestamptz not null,
    outcome text not null default '' check (outcome in ('', 'justified', 'not-justified')),
    closed_by text not null default '',
    closed_at timestamptz,
    note text not null default '' check (char_length(note) <= 4000),
    check ((outcome = '') = (closed_at is null))
);
create index override_follow_up_list on override_follow_up (organisation, due_at, id);

insert into override_follow_up (id, organisation, due_at)
select id, organisation, made_at + interval '7 days' from record_override;

grant select, insert on override_confirmation, override_follow_up to consent;
grant update (outcome, closed_by, closed_at, note) on override_follow_up to consent;
