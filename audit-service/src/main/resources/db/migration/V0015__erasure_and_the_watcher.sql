-- Erasure waits for the step that the watcher is in, which may have read what is erased and would write its copy after;
-- and what is left of a user in counts goes with the event.
create or replace function erase_identity(events uuid[], teller uuid) returns integer
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
as $$
declare
    done integer;
begin
    perform pg_advisory_xact_lock(hashtext('audit watcher'));
    done := erase_identity_of_log(events, teller);
    perform set_config('weald.retention', 'on', true);
    update audit_event set facts = null where event_id = any(events) and facts is not null;
    perform set_config('weald.retention', 'off', true);
    delete from watch_day d using watch_event s
    where s.event_id = any(events) and d.organisation = s.organisation and d.subject = s.subject and d.day = s.day;
    delete from watch_client c using event_key k where k.event_id = any(events) and c.first_index = k.log_index;
    delete from watch_event where event_id = any(events);
    update alert a set person = null, subject = case when a.subject = '' then '' else 'erased' end, natural_key = a.id::text
    where a.id in (select alert_id from alert_event where event_id = any(events))
        and not exists (select from alert_event e where e.alert_id = a.id
                        and not exists (select from erasure r where r.event_id = e.event_id));
    return done;
end
$$;
