-- Items: versions are only added. The bytes are FHIR JSON ready to serve, once for each level a permit can give.
create table item (
    source_patient uuid not null,
    item uuid not null,
    version int not null check (version > 0),
    type text not null,
    organisation text not null,
    category text not null check (category ~ '^cat-(0[1-9]|1[0-9]|2[0-2])$'),
    access_key text not null check (split_part(access_key, '/', 1) = category),
    confidentiality text not null check (confidentiality in ('U', 'L', 'M', 'N', 'R', 'V')),
    -- what hides the item beyond its category
    sensitivity text[] not null,
    -- every label of meta.security, as code and as system|code
    labels text[] not null,
    status text not null,
    clinical_status text[] not null,
    codes text[] not null,
    category_codes text[] not null,
    identifiers text[] not null,
    -- half open; open ends are the first and the last moment of the calendar
    time_from timestamptz,
    time_to timestamptz,
    encounter uuid,
    received_at timestamptz not null,
    -- null: this is the current version
    superseded_at timestamptz,
    source_id text not null,
    source_updated timestamptz,
    source_version text not null,
    message text not null,
    content_hash bytea not null,
    body bytea not null,
    body_places int[] not null,
    key_facts bytea not null,
    key_facts_places int[] not null,
    administrative bytea not null,
    administrative_places int[] not null,
    primary key (source_patient, item, version),
    check ((time_from is null) = (time_to is null))
) partition by hash (source_patient);

do $$
begin
    for part in 0..15 loop
        execute format(
            'create table item_%s partition of item for values with (modulus 16, remainder %s) with (toast_tuple_target = 8160)',
            lpad(part::text, 2, '0'), part);
    end loop;
end
$$;

create index item_current on item (source_patient, type) where superseded_at is null;

-- Which source patient an item hangs on now: a source may correct a misfiled item.
create table item_home (
    item uuid primary key,
    source_patient uuid not null
);

grant select, insert on item to record;
grant update (superseded_at) on item to record;
grant select, insert on item_home to record;
grant update (source_patient) on item_home to record;
