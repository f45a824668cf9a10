package care.weald.audit.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The watch as stored. Each step is a transaction that holds the turn, moves its own mark and so counts once. */
@ApplicationScoped
class WatchStore {

    private final Pool pool;

    WatchStore(Pool pool) {
        this.pool = pool;
    }

    private static final String TRY_TURN = "select pg_try_advisory_xact_lock(hashtext('audit watcher'))";

    /** Runs {@code step} when this transaction gets the turn; empty when another replica has it. */
    private <T> Uni<Optional<T>> inTurn(Function<SqlConnection, Uni<T>> step) {
        return pool.withTransaction(connection -> connection
                .query(TRY_TURN)
                .execute()
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? step.apply(connection).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty())));
    }

    private static final String RANGE = """
            select s.next, least(h.next_index, s.next + $1) from watch_state s, log_head h where s.id = 1 and h.id = 1""";

    private static final String MOVE = "update watch_state set next = $1 where id = 1";

    /** Copies at most {@code batch} events more; the item is the index after the last copied. */
    Uni<Optional<Long>> copy(int batch) {
        return inTurn(connection -> connection
                .preparedQuery(RANGE)
                .execute(Tuple.of((long) batch))
                .chain(rows -> {
                    Row row = rows.iterator().next();
                    long since = row.getLong(0);
                    long until = row.getLong(1);
                    return until <= since
                            ? Uni.createFrom().item(since)
                            : copy(connection, Tuple.of(since, until)).replaceWith(until);
                }));
    }

    private static final String COPY = """
            with copied as (
                insert into watch_event (log_index, event_id, at, day, hour, organisation, subject, person, persons, holders,
                        interaction, outcome, status, reason, basis, roles, client, near, restricted, categories, items,
                        asked, what, target, agent, skew)
                select e.log_index, e.event_id, e.recorded, (e.recorded at time zone 'UTC')::date,
                       extract(hour from e.recorded at time zone 'UTC')::smallint, e.organisation, e.subject, e.person,
                       e.persons, array(select jsonb_array_elements_text(e.facts -> 'holders')),
                       coalesce(e.facts ->> 'interaction', ''), e.outcome, coalesce((e.facts ->> 'status')::int, 0),
                       coalesce(e.facts ->> 'reason', ''), e.basis,
                       array(select jsonb_array_elements_text(e.facts -> 'roles')), coalesce(e.facts ->> 'client', ''),
                       array(select jsonb_array_elements_text(e.facts -> 'near')),
                       coalesce((e.facts ->> 'restricted')::boolean, false), e.categories,
                       coalesce((e.facts ->> 'items')::int, 0), coalesce(e.facts ->> 'asked', ''),
                       coalesce(e.facts ->> 'what', ''), (e.facts ->> 'target')::uuid,
                       coalesce((select min(r.agent) from trail_reading r
                                 where r.request_id = e.request_id and e.facts ->> 'interaction' = 'audit'), ''),
                       coalesce((e.facts ->> 'skew')::int, 0)
                from event_key k join audit_event e on e.recorded = k.recorded and e.log_index = k.log_index
                where k.log_index >= $1 and k.log_index < $2 and e.subtype not in ('closing', 'erasure', 'retention')
                    and e.basis not in ('own', 'proxy', 'reported')
                returning *
            ), hours as (
                insert into watch_hour as w (hour, organisation, outcome, events)
                select date_trunc('hour', at), organisation, outcome, count(*) from copied group by 1, 2, 3
                on conflict (hour, organisation, outcome) do update set events = w.events + excluded.events
            ), categories as (
                insert into watch_category as w (day, category, organisation, role, events)
                select day, category, organisation, roles[1], count(*)
                from copied, unnest(categories || ''::text) as category
                where opened and roles <> '{}' group by 1, 2, 3, 4
                on conflict (category, day, organisation, role) do update set events = w.events + excluded.events
            )
            insert into watch_client (organisation, client, subject, first_index)
            select organisation, client, subject, min(log_index) from copied
            where client <> '' and roles <> '{}' group by 1, 2, 3
            on conflict do nothing""";

    /** A user's day is counted anew from its events, so that people are counted once. */
    private static final String DAYS = """
            insert into watch_day (organisation, subject, day, role, accesses, persons, overrides, hours)
            select t.organisation, t.subject, t.day, coalesce(max(s.roles[1]), ''), count(*) filter (where s.opened),
                   count(distinct s.person) filter (where s.opened),
                   count(*) filter (where s.interaction = 'override' and s.outcome = '0'),
                   bit_or(1 << s.hour)
            from (select distinct organisation, subject, day from watch_event
                  where log_index >= $1 and log_index < $2 and roles <> '{}') as t
            join watch_event s on s.organisation = t.organisation and s.subject = t.subject
                and s.at >= t.day::timestamp at time zone 'UTC' and s.at < (t.day + 1)::timestamp at time zone 'UTC'
            group by t.organisation, t.subject, t.day
            on conflict (organisation, subject, day) do update set role = excluded.role, accesses = excluded.accesses,
                persons = excluded.persons, overrides = excluded.overrides, hours = excluded.hours""";

    private static Uni<Void> copy(SqlConnection connection, Tuple range) {
        return connection
                .preparedQuery(COPY)
                .execute(range)
                .chain(() -> connection.preparedQuery(DAYS).execute(range))
                .chain(() -> connection.preparedQuery(MOVE).execute(Tuple.of(range.getLong(1))))
                .replaceWithVoid();
    }

    private static final Map<String, String> RULES = Detection.all().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, rule -> alerting(rule.getValue())));

    /** What a hit becomes: an alert once for its key, and its events. */
    private static String alerting(String rule) {
        return """
            with asked as not materialized (
                select $1::bigint as since, $2::bigint as until, $3::timestamptz as now, r.id as rule, r.severity,
                       r.concerns, r.threshold, r.least, make_interval(mins => r.minutes) as span, r.codes
                from watch_rule r where r.id = $4
            ), hit as materialized (
                %s
            ), first as (
                select distinct on (h.key) h.key, h.measure, s.* from hit h left join watch_event s using (log_index)
                order by h.key, h.log_index
            ), made as (
                insert into alert (rule, natural_key, severity, organisation, holders, subject, roles, person, categories,
                                   occurred, found, measure)
                select a.rule, f.key, a.severity, coalesce(f.organisation, 'weald'), coalesce(f.holders, '{}'),
                       case when a.concerns in ('access', 'user') then f.subject else '' end,
                       case when a.concerns in ('access', 'user') then f.roles else '{}' end,
                       case when a.concerns in ('access', 'person') then f.person end,
                       coalesce(f.categories, '{}'), coalesce(f.at, a.now), a.now, f.measure
                from first f, asked a
                on conflict (rule, natural_key) do nothing
                returning id, natural_key
            ), known as (
                select id, natural_key from made
                union all
                select l.id, l.natural_key from alert l
                where l.rule = $4 and l.natural_key in (select key from hit)
            ), linked as (
                insert into alert_event (alert_id, event_id, log_index)
                select k.id, s.event_id, s.log_index
                from hit h join known k on k.natural_key = h.key join watch_event s using (log_index)
                on conflict do nothing
            )
            select count(*) from made""".formatted(rule);
    }

    private static final String MARK = """
            update watch_rule set next = $2, ran = case when $3 then $4 else ran end where id = $1""";

    private static final String NEXT = "select next from watch_rule where id = $1";

    /** A stretch of the log that a rule is run over, as of a moment. */
    record Stretch(int batch, long copied, Instant now) {}

    /** Runs a rule over what it has not seen; the item is how many alerts it made. */
    Uni<Optional<Integer>> run(Rule rule, Stretch stretch) {
        return inTurn(connection -> connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(rule.id()))
                .chain(rows -> run(connection, rule.id(), rows.iterator().next().getLong(0), stretch)));
    }

    private static Uni<Integer> run(SqlConnection connection, String rule, long since, Stretch stretch) {
        long until = Math.max(since, Math.min(stretch.copied(), since + stretch.batch()));
        var now = stretch.now().atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(Objects.requireNonNull(RULES.get(rule)))
                .execute(Tuple.of(since, until, now, rule))
                .map(rows -> rows.iterator().next().getInteger(0))
                .call(() ->
                        connection.preparedQuery(MARK).execute(Tuple.of(rule, until, until >= stretch.copied(), now)));
    }

    private static final String BEHIND = """
            select coalesce(max(extract(epoch from $1 - k.recorded)) filter (where m.urgent), 0)::float8 as urgent,
                   coalesce(max(extract(epoch from $1 - k.recorded)) filter (where not m.urgent), 0)::float8 as unhurried
            from (select r.urgent, least(min(r.next), min(s.next)) as next from watch_state s, watch_rule r
                  where r.enabled group by r.urgent) as m
            left join event_key k on k.log_index = m.next""";

    /** How old the oldest event is that an enabled rule has not seen, in seconds; 0 when there is none. */
    record Behind(double urgent, double unhurried) {}

    Uni<Behind> behind(Instant now) {
        return pool.preparedQuery(BEHIND)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Behind(Math.max(0, row.getDouble("urgent")), Math.max(0, row.getDouble("unhurried"))));
    }
}
