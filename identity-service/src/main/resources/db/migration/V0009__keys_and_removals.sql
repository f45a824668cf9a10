-- A key belongs to one request of one steward for one organisation. request_hash: SHA-256 of what was asked for. details
-- also holds what was answered: of a merge {"moved": [{"id", "organisation"}]}, of an unlink {"result": {person: [source
-- patients]}, "organisations": [ODS codes]}.
alter table steward_action
    add column request_hash bytea check (length(request_hash) = 32),
    drop constraint steward_action_made_by_idempotency_key_key,
    add constraint steward_action_key unique (made_by, organisation, idempotency_key),
    add check (idempotency_key is null or request_hash is not null) not valid;

-- Whether a merge stands into a person is asked with every version that a feed brings.
create index steward_action_person on steward_action (person) where kind = 'merge' and undone_by is null;

-- A registration that its organisation has removed: nothing of it is shown or found. removed_from is the person that it
-- comes back to; merges and unlinks move it with the others it was with.
alter table source_patient
    add column removed_from uuid references person,
    add check (removed_from is null or not active);

create index source_patient_removed on source_patient (removed_from) where removed_from is not null;

alter table source_patient_version add column removed boolean not null default false;

-- What a registration is found by is worked out from its newest version, so it can go and come again.
grant delete on match_row to identity;
