-- Telephones of the people to be told, and whether a source asks for special care with who looks (v3-ActCode CEL).
alter table match_row
    add column contact_phones bigint[] not null default '{}',
    add column marked boolean not null default false;

-- Who works for a partner, as its own register says it: compared with the people whose records are opened, for the watch
-- over the trail, and used for nothing else. away: days off, of which the register tells.
create table staff (
    organisation text not null check (organisation <> ''),
    user_id text not null check (length(user_id) between 1 and 255),
    nhs_number nhs_number_value,
    families text[] not null,
    postcodes text[] not null,
    lines text[] not null,
    phones bigint[] not null,
    manager text,
    started date,
    ended date,
    away datemultirange not null default '{}',
    told_at timestamptz not null default now(),
    primary key (organisation, user_id)
);

create index staff_number on staff (nhs_number, organisation) where nhs_number is not null;

grant select, insert, delete on staff to identity;
