-- A day whose decisions came before its partition was made gets it all the same: they move there. It never waits long for
-- whoever reads the log, since decisions are stored behind it.
create or replace function decision_log_tend(today date, ahead integer, retention interval) returns integer
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '2s' as $$
declare
    day date;
    name text;
    old text;
    dropped integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('decision_log_tend'));
    for day in select generate_series(today, today + ahead, interval '1 day')::date loop
        name := 'decision_log_' || to_char(day, 'YYYYMMDD');
        if to_regclass(name) is null then
            execute format('create table %I (like decision_log including all)', name);
            execute format('with moved as (delete from decision_log_other where at >= %L and at < %L returning *) '
                'insert into %I select * from moved', day::timestamptz, (day + 1)::timestamptz, name);
            execute format('alter table decision_log attach partition %I for values from (%L) to (%L)',
                name, day::timestamptz, (day + 1)::timestamptz);
        end if;
    end loop;
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'decision_log'::regclass and c.relname ~ '^decision_log_[0-9]{8}$'
            and to_date(right(c.relname, 8), 'YYYYMMDD') + 1 + retention <= today loop
        execute format('drop table %I', old);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
