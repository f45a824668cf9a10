-- Erasure reaches what the watch has made of an event: its facts and its copy go, and an alert none of whose events is
-- left no longer tells of whom. What it was about in numbers stays, and so does what was done about it.
alter function erase_identity(uuid[], uuid) rename to erase_identity_of_log;

create function erase_identity(events uuid[], teller uuid) returns integer
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
as $$
declare
    done integer;
begin
    done := erase_identity_of_log(events, teller);
    perform set_config('weald.retention', 'on', true);
    update audit_event set facts = null where event_id = any(events) and facts is not null;
    perform set_config('weald.retention', 'off', true);
    delete from watch_event where event_id = any(events);
    update alert a set person = null, subject = case when a.subject = '' then '' else 'erased' end, natural_key = a.id::text
    where a.id in (select alert_id from alert_event where event_id = any(events))
        and not exists (select from alert_event e where e.alert_id = a.id
                        and not exists (select from erasure r where r.event_id = e.event_id));
    return done;
end
$$;

revoke all on function erase_identity(uuid[], uuid) from public;
