-- The shortest time for which contents are kept; the owner alone changes it, and no setting of the service goes below.
create table retention_floor (
    id     smallint primary key check (id = 1),
    months integer  not null check (months >= 12)
);
insert into retention_floor (id, months) values (1, 96);

-- What is held: the person, and the member of staff, whom a case is about that is not closed.
create view retention_hold as
select a.id as alert_id, a.organisation, a.subject, a.person
from alert a join privacy_case c on c.alert_id = a.id where c.state <> 'closed';

create function is_held(event uuid, org text, who text, whom uuid, several uuid[]) returns boolean
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select exists (
        select from retention_hold h
        where h.person = whom or h.person = any(several)
            or (h.subject not in ('', 'erased') and h.subject = who and h.organisation = org)
            or exists (select from alert_event x where x.alert_id = h.alert_id and x.event_id = event))
$$;

-- Refuses unless the time is long past and an event of today's log tells of it: nobody retires and leaves no trace.
create function mind_retention(before timestamptz, teller uuid) returns void
    language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
    if before > now() - make_interval(months => (select months from retention_floor)) then
        raise exception 'contents are kept for longer' using errcode = 'check_violation';
    end if;
    if not exists (select from audit_event
                   where event_id = teller and subtype = 'retention' and recorded > now() - interval '1 day') then
        raise exception 'no event of the log tells of it' using errcode = 'no_data_found';
    end if;
end
$$;

-- Drops the contents of events before a month, a lot at a time: a whole month where nothing in it is held, else rows. Their
-- entries and leaf hashes stay, and so do their proofs. The item is how many; 0 when none is left, -1 when another does it.
create function retire_events(before timestamptz, teller uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC'
    set lock_timeout = '500ms'
as $$
declare
    part text;
    held boolean;
    gone bigint;
begin
    if not pg_try_advisory_xact_lock(hashtext('audit retention')) then
        return -1;
    end if;
    perform mind_retention(before, teller);
    perform set_config('weald.retention', 'on', true);
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'public.audit_event'::regclass and c.relname ~ '^audit_event_[0-9]{4}_[0-9]{2}$'
            and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before
        order by c.relname
    loop
        execute format('select count(*), coalesce(bool_or(public.is_held(event_id, organisation, subject, person, persons)),'
            ' false) from public.%I', part) into gone, held;
        if not held then
            execute format('drop table public.%I', part);
        else
            execute format('delete from public.%1$I where ctid = any(array(select ctid from public.%1$I'
                ' where not public.is_held(event_id, organisation, subject, person, persons) limit 5000))', part);
            get diagnostics gone = row_count;
        end if;
        if gone > 0 then
            perform set_config('weald.retention', 'off', true);
            return gone;
        end if;
    end loop;
    delete from public.audit_event_other where ctid = any(array(
        select ctid from public.audit_event_other
        where recorded < before and not is_held(event_id, organisation, subject, person, persons) limit 5000));
    get diagnostics gone = row_count;
    perform set_config('weald.retention', 'off', true);
    return gone;
end
$$;

-- An alert of before that no open case is about tells no longer of whom, nor do the steps of its case; numbers stay.
create function retire_alerts(before timestamptz, teller uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    alerts uuid[];
begin
    perform mind_retention(before, teller);
    alerts := array(
        select a.id from alert a
        where a.occurred < before and (a.person is not null or a.subject not in ('', 'erased'))
            and not exists (select from privacy_case c where c.alert_id = a.id and c.state <> 'closed')
        limit 5000);
    update alert set person = null, subject = case when subject = '' then '' else 'erased' end, natural_key = id::text
    where id = any(alerts);
    perform set_config('weald.retention', 'on', true);
    update privacy_step set said = '', subject = 'erased', owner = '', content_hash = ''
    where case_id in (select id from privacy_case where alert_id = any(alerts));
    perform set_config('weald.retention', 'off', true);
    update privacy_case set owner = 'erased' where alert_id = any(alerts);
    delete from watch_list where until < before;
    return cardinality(alerts);
end
$$;

revoke all on function retire_events(timestamptz, uuid), retire_alerts(timestamptz, uuid) from public;
grant execute on function retire_events(timestamptz, uuid), retire_alerts(timestamptz, uuid) to audit;
grant select on retention_floor, retention_hold to audit;
