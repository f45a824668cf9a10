-- The role-by-category matrix as versioned data. The service reads it; a version is never edited once it is active.
create table information_category (
    code text primary key check (code ~ '^cat-(0[1-9]|1[0-9]|2[0-2])$'),
    name text not null
);

create table facet (
    code text primary key,
    category text not null references information_category,
    name text not null,
    check (code like category || '/%')
);

create table role_group (
    code text primary key,
    place smallint not null unique,
    name text not null,
    kind text not null check (kind in ('care', 'administrative', 'citizen', 'oversight', 'analyst', 'support'))
);

create table access_matrix (
    version text primary key check (version ~ '^[A-Za-z0-9.-]{1,32}$'),
    state text not null check (state in ('draft', 'approved', 'active', 'retired')),
    purposes text[] not null check (purposes <@ array['TREAT', 'ETREAT', 'COC', 'BTG', 'PATRQT', 'HOPERAT'])
);
create unique index one_active_matrix on access_matrix (state) where state = 'active';

create table role_code (
    matrix text not null references access_matrix,
    code text not null check (code ~ '^R[0-9]{4}$'),
    role_group text not null references role_group,
    primary key (matrix, code)
);

-- B and the conditions review, override, duty and overseas-visitor-team give nothing until that fact is there.
create table access_level (
    matrix text not null references access_matrix,
    category text not null references information_category,
    role_group text not null references role_group,
    facet text not null default '',
    condition text not null default ''
        check (condition in ('', 'review', 'override', 'duty', 'overseas-visitor-team') or condition ~ '^role:R[0-9]{4}$'),
    level text not null check (level in ('F', 'K', 'A', 'B', 'none')),
    primary key (matrix, category, role_group, facet, condition),
    check (facet = '' or facet like category || '/%')
);

-- Who may see an item that bears the label. A label without a row is seen by nobody.
create table label (
    code text primary key,
    name text not null
);
create table label_rule (
    matrix text not null references access_matrix,
    label text not null references label,
    role_group text not null references role_group,
    primary key (matrix, label, role_group)
);

-- The service keeps a version in memory by its name, so one that is in force MUST stay as it is.
create function matrix_is_draft() returns trigger language plpgsql as $$
begin
    if exists (select from access_matrix where version in (new.matrix, old.matrix) and state <> 'draft') then
        raise exception 'a matrix that is no longer a draft is never edited';
    end if;
    return coalesce(new, old);
end $$;
create trigger draft_only before insert or update or delete on role_code
    for each row execute function matrix_is_draft();
create trigger draft_only before insert or update or delete on access_level
    for each row execute function matrix_is_draft();
create trigger draft_only before insert or update or delete on label_rule
    for each row execute function matrix_is_draft();

grant select on information_category, facet, role_group, access_matrix, role_code, access_level, label, label_rule to consent;
