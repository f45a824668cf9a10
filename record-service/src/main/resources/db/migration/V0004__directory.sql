-- Who and where, about no patient: organisations, practitioners, places, medicines. Versions are only added.
create table directory_entry (
    entry uuid not null,
    version int not null check (version > 0),
    type text not null,
    organisation text not null,
    received_at timestamptz not null,
    superseded_at timestamptz,
    message text not null,
    content_hash bytea not null,
    body bytea not null,
    primary key (entry, version)
);

-- What the current version can be found by: identifiers (system|value) and words of its name, lower case.
create table directory_key (
    type text not null,
    kind text not null check (kind in ('identifier', 'name')),
    value text not null,
    organisation text not null,
    entry uuid not null,
    primary key (type, kind, value, entry)
);
create index directory_key_entry on directory_key (entry);
create index directory_key_prefix on directory_key (type, kind, value text_pattern_ops);

grant select, insert on directory_entry to record;
grant update (superseded_at) on directory_entry to record;
grant select, insert, delete on directory_key to record;
