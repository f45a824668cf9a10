-- What was decided about a person's objection (UK GDPR Article 21). Only an upheld one has effect.
create table objection (
    id uuid primary key,
    person uuid not null,
    state text not null check (state in ('lodged', 'under-review', 'upheld', 'declined', 'withdrawn')),
    -- null: all of them
    categories text[] check (array_to_string(categories, ',', '?') ~ '^cat-[0-2][0-9](,cat-[0-2][0-9])*$'),
    excepted_organisations text[] not null default '{}',
    valid_from timestamptz not null,
    valid_to timestamptz,
    check (valid_to > valid_from)
);
create index objection_upheld on objection (person) where state = 'upheld';

grant select, insert on objection to consent;
