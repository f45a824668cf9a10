package care.weald.audit.statistics;

import care.weald.audit.watch.Monitor.Officer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;

/** Counts of events, alerts and cases, from what the watch has counted; of the officer's organisation or of all. */
@ApplicationScoped
class Statistics {

    /** Each a list of code and count, the greatest first; hours are those of the day (UTC). */
    private static final String COUNT = """
            with asked as (
                select $1::text as organisation, $2::date as first, $3::date as last,
                       ($2::date)::timestamp at time zone 'UTC' as since, ($3::date + 1)::timestamp at time zone 'UTC' as until
            ), hours as materialized (
                select h.* from watch_hour h, asked a
                where h.hour >= a.since and h.hour < a.until and (a.organisation is null or h.organisation = a.organisation)
            ), categories as materialized (
                select c.* from watch_category c, asked a
                where c.category <> '' and c.day between a.first and a.last
                    and (a.organisation is null or c.organisation = a.organisation)
            ), alerts as materialized (
                select l.*, c.state, c.outcome, c.opened_at from alert l left join privacy_case c on c.alert_id = l.id, asked a
                where l.found >= a.since and l.found < a.until and (a.organisation is null or l.organisation = a.organisation)
            ), counted (part, name, code, count) as (
                select 'events', 'byOrganisation', organisation, sum(events) from hours group by organisation
                union all select 'events', 'byOutcome', outcome, sum(events) from hours group by outcome
                union all select 'events', 'byHour', to_char(hour at time zone 'UTC', 'HH24'), sum(events)
                    from hours group by 3
                union all select 'events', 'byDay', to_char(hour at time zone 'UTC', 'YYYY-MM-DD'), sum(events)
                    from hours group by 3
                union all select 'events', 'byCategory', category, sum(events) from categories group by category
                union all select 'alerts', 'byRule', rule, count(*) from alerts group by rule
                union all select 'alerts', 'bySeverity', severity, count(*) from alerts group by severity
                union all select 'alerts', 'byOrganisation', organisation, count(*) from alerts group by organisation
                union all select 'alerts', 'byHour', to_char(occurred at time zone 'UTC', 'HH24'), count(*)
                    from alerts group by 3
                union all select 'alerts', 'byDay', to_char(found at time zone 'UTC', 'YYYY-MM-DD'), count(*)
                    from alerts group by 3
                union all select 'alerts', 'byCategory', category, count(*) from alerts, unnest(categories) as category
                    group by category
                union all select 'cases', 'byState', state, count(*) from alerts where state is not null group by state
                union all select 'cases', 'byOutcome', outcome, count(*) from alerts where outcome <> '' group by outcome
            ), listed as (
                select part, name, jsonb_agg(jsonb_build_object('code', code, 'count', count)
                    order by case when name in ('byHour', 'byDay') then code end, count desc, code) as list
                from counted group by part, name
            )
            select jsonb_build_object('from', a.first, 'to', a.last,
                'events', jsonb_build_object('total', (select coalesce(sum(events), 0) from hours))
                    || coalesce((select jsonb_object_agg(name, list) from listed where part = 'events'), '{}'),
                'alerts', jsonb_build_object('total', (select count(*) from alerts))
                    || coalesce((select jsonb_object_agg(name, list) from listed where part = 'alerts'), '{}'),
                'cases', jsonb_build_object('total', (select count(*) from alerts where state is not null))
                    || coalesce((select jsonb_object_agg(name, list) from listed where part = 'cases'), '{}'))::text
            from asked a""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pool pool;

    Statistics(Pool pool) {
        this.pool = pool;
    }

    /** The counts from one day to another, both of them included (UTC). */
    Uni<ObjectNode> count(LocalDate first, LocalDate last, Officer officer) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(officer.limit().orElse(null), first, last))
                .map(rows -> read(rows.iterator().next().getString(0)));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
