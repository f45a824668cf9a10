-- What each decision rested on, as the rules saw it, so that it can be made again: by the very same matrix or by another.
-- It has no clinical data. One partition a day; they are dropped when they are older than the retention.
create table decision_log (
    at timestamptz not null,
    id uuid not null,
    organisation text not null,
    subject text not null,
    person uuid not null,
    interaction text not null,
    reason text not null,
    facts text not null,
    primary key (at, id)
) partition by range (at);
create table decision_log_other partition of decision_log default;

-- Makes the partitions of today and the next days (UTC), and drops those whose last moment is over for longer than the
-- retention. The service may do this, and nothing else to the table but add to it.
create function decision_log_tend(today date, ahead integer, retention interval) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    day date;
    old text;
    dropped integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('decision_log_tend'));
    for day in select generate_series(today, today + ahead, interval '1 day')::date loop
        if to_regclass('decision_log_' || to_char(day, 'YYYYMMDD')) is null then
            execute format('create table %I partition of decision_log for values from (%L) to (%L)',
                'decision_log_' || to_char(day, 'YYYYMMDD'),
                to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
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
revoke all on function decision_log_tend from public;
grant execute on function decision_log_tend to consent;
grant select, insert on decision_log to consent;
