-- Partitions are made ahead by the service, which may not create tables: the owner lends it this one function.
create function make_months(ahead integer) returns integer
    language plpgsql
    security definer
    set search_path = pg_catalog, public, pg_temp
    set timezone = 'UTC'
as $$
declare
    first_day date;
    name      text;
    made      integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('audit_event months'));
    for month in 0 .. least(greatest(ahead, 0), 24) loop
        first_day := (date_trunc('month', now()) + make_interval(months => month))::date;
        name := 'audit_event_' || to_char(first_day, 'YYYY_MM');
        if to_regclass('public.' || name) is null then
            begin
                execute format(
                    'create table public.%I partition of public.audit_event for values from (%L) to (%L)',
                    name, first_day::timestamptz, (first_day + interval '1 month')::timestamptz);
                execute format(
                    'create trigger audit_event_is_kept before truncate on public.%I '
                    'for each statement execute function public.refuse_change()', name);
                made := made + 1;
            exception when check_violation then
                raise warning 'events of % stand in the default partition and stay there', first_day;
            end;
        end if;
    end loop;
    return made;
end
$$;

revoke all on function make_months(integer) from public;
grant execute on function make_months(integer) to audit;

select make_months(3);
