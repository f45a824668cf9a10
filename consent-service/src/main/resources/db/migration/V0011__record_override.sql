-- What a professional sets aside in a person's best interests or in an emergency (break the glass): bound to user, person,
-- organisation and client, short, and looked into afterwards.
create table record_override (
    id uuid primary key,
    person uuid not null,
    organisation text not null,
    subject text not null,
    client text not null,
    -- https://fhir.nhs.uk/CodeSystem/SCR-AlertReason
    code text not null check (code in ('1', '2', '3', '4', '5', '6')),
    reason text not null check (char_length(reason) between 10 and 500),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    check (expires_at > made_at)
);
create index record_override_live on record_override (person, subject, organisation, client, expires_at);
create index record_override_made on record_override (organisation, made_at);

grant select, insert on record_override to consent;
