-- Witnesses of the log's heads, by their verifier keys: how far each has come, and when it is asked again.
create table witness (
    key         text        primary key check (length(key) <= 512),
    size        bigint      not null default 0 check (size >= 0),
    cosigned    timestamptz,
    since       timestamptz not null default now(),
    next_try    timestamptz not null default now(),
    failures    integer     not null default 0,
    -- what it says against the log: another size than any that was signed, or another root
    contradicts text        not null default '' check (contradicts in ('', 'size', 'root')),
    contradicted timestamptz
);

-- Their cosignatures of the heads that still count: each witness's newest, and those of the newest head with enough.
-- What is forgotten is proved by what is kept, for each head goes on from the one before.
create table witness_cosignature (
    size     bigint      not null references tree_checkpoint (size),
    key      text        not null check (length(key) <= 512),
    cosigned timestamptz not null,
    line     text        not null check (length(line) <= 1024),
    primary key (size, key)
);
create index witness_cosignature_key on witness_cosignature (key, size);

grant select, insert, update on witness to audit;
grant select, insert, delete, update (cosigned, line) on witness_cosignature to audit;
