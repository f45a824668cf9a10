-- Whose identifying part was dropped, and which event of the log tells of the decision. The proof of both stays.
create table erasure (
    event_id uuid        primary key references event_key (event_id),
    told_by  uuid        not null references event_key (event_id),
    erased   timestamptz not null default now(),
    check (event_id <> told_by)
);

create trigger erasure_stays before update or delete on erasure for each row execute function refuse_change();
create trigger erasure_is_kept before truncate on erasure for each statement execute function refuse_change();

-- Drops what tells who an event was about and who did it, with its salt and with the columns that find it by them. The
-- event `teller` MUST be in the log and name each: nobody can erase and leave no trace. For the owner, not the service.
create function erase_identity(events uuid[], teller uuid) returns integer
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
as $$
declare
    told  text;
    event uuid;
    done  integer := 0;
begin
    select convert_from(body, 'UTF8') into told from audit_event where event_id = teller and kept_salt is not null;
    if told is null then
        raise exception 'no event of that id is in the log' using errcode = 'no_data_found';
    end if;
    perform set_config('weald.retention', 'on', true);
    foreach event in array events loop
        if position(event::text in told) = 0 then
            raise exception 'the event does not name %', event using errcode = 'check_violation';
        end if;
        insert into erasure (event_id, told_by) values (event, teller);
        update audit_event set identity = null, person = null, persons = null, subject = 'erased'
        where event_id = event and kept_salt is not null and event_id <> teller;
        if not found then
            raise exception 'no event % can be erased', event using errcode = 'no_data_found';
        end if;
        -- a hash over the caller among other things: another one answers a repeat as a conflict
        update event_key set content_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')) where event_id = event;
        done := done + 1;
    end loop;
    perform set_config('weald.retention', 'off', true);
    return done;
end
$$;

revoke all on function erase_identity(uuid[], uuid) from public;
grant select on erasure to audit;
