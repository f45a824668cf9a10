-- What each partner signed (JCA or DPA). Dates are whole days in Europe/London, the last one included.
create extension if not exists btree_gist;

create table agreement (
    organisation text not null check (organisation ~ '^[A-Z0-9]{3,10}$'),
    valid_from date not null,
    valid_to date not null,
    name text not null check (length(name) between 1 and 200),
    type text not null check (type in ('JCA', 'DPA')),
    purposes text[] not null check (
        cardinality(purposes) > 0 and purposes <@ array['TREAT', 'ETREAT', 'COC', 'BTG', 'PATRQT', 'HOPERAT']),
    feeds boolean not null,
    processor boolean not null,
    excluded_categories text[] not null check (
        cardinality(excluded_categories) = 0
        or array_to_string(excluded_categories, ',', '?') ~ '^cat-[0-2][0-9](,cat-[0-2][0-9])*$'),
    primary key (organisation, valid_from),
    check (valid_from <= valid_to),
    constraint one_agreement_at_a_time
        exclude using gist (organisation with =, daterange(valid_from, valid_to, '[]') with &&)
);

grant select, insert, update on agreement to consent;
