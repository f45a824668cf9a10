-- What events are found by besides, without an index of their own: they narrow what another one finds.
alter table audit_event
    add column purposes text[] not null default '{}',
    add column source   text   not null default 'gateway';

-- Refusals and failures are few and are asked for often; all other events cost these indexes nothing.
create index audit_event_amiss on audit_event (recorded desc, log_index desc) where outcome <> '0';
create index audit_event_amiss_own on audit_event (organisation, recorded desc, log_index desc) where outcome <> '0';

-- The end of a month's retention, for the owner: its contents go, its entries and leaf hashes stay with their proofs.
create function drop_month(month date) returns bigint
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
    set timezone = 'UTC'
as $$
declare
    name text := 'audit_event_' || to_char(month, 'YYYY_MM');
    gone bigint;
begin
    if month >= date_trunc('month', now() - interval '1 year')::date then
        raise exception 'a month is kept for a year at least' using errcode = 'check_violation';
    end if;
    execute format('select count(*) from public.%I', name) into gone;
    execute format('drop table public.%I', name);
    return gone;
end
$$;

revoke all on function drop_month(date) from public;
