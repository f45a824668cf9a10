-- What was found of a day's decisions and the objections in force, signed. Nothing is changed and nothing goes away.
create table attestation (
    id uuid primary key,
    from_at timestamptz not null,
    to_at timestamptz not null,
    made_at timestamptz not null,
    green boolean not null,
    signed text not null,
    keys text not null,
    unique (from_at, to_at),
    check (to_at > from_at)
);
grant select, insert on attestation to consent;
