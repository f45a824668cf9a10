-- A professional's own statement that he or she cares for a person: bound to user, person and organisation, short.
create table relationship_claim (
    id uuid primary key,
    person uuid not null,
    organisation text not null,
    subject text not null,
    client text not null,
    reason text not null check (char_length(reason) between 10 and 500),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    check (expires_at > made_at)
);
create index relationship_claim_live on relationship_claim (person, subject, organisation, expires_at);

grant select, insert on relationship_claim to consent;
