-- What stands in the log for an event is a salted commitment to its two parts, of which one can be erased (ADR 0016).
alter table audit_event
    add column kept_salt bytea check (octet_length(kept_salt) = 16),
    add column identity bytea,
    add column identity_hash bytea check (octet_length(identity_hash) = 32);

alter table audit_event drop constraint leaf_hash_is_of_body;
-- Rows from before this form are their own entry, and are not checked again.
alter table audit_event add constraint leaf_hash_is_of_entry check (
    kept_salt is not null and identity_hash is not null
    and leaf_hash = sha256('\x00'::bytea || convert_to(
        'weald-event/1' || e'\n' || event_id || e'\n' || (extract(epoch from recorded) * 1000)::bigint || e'\n'
        || encode(sha256(kept_salt || body), 'base64') || e'\n' || encode(identity_hash, 'base64') || e'\n',
        'UTF8'))) not valid;
alter table audit_event add constraint identity_hash_is_of_identity check (
    identity is null or identity_hash = sha256(identity)) not valid;

-- The entry outlives the event's partition, as its leaf hash does.
alter table event_key add column entry bytea;
set local weald.retention = 'on';
update event_key set entry = e.body from audit_event e where e.event_id = event_key.event_id;
set local weald.retention = 'off';
alter table event_key alter column entry set not null;
alter table event_key add constraint leaf_hash_is_of_entry check (leaf_hash = sha256('\x00'::bytea || entry));
