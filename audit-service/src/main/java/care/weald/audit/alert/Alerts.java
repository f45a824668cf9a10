package care.weald.audit.alert;

import care.weald.audit.alert.Alert.Standing;
import care.weald.audit.watch.Monitor.Officer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alerts as stored. What an officer may see is part of the query. */
@ApplicationScoped
class Alerts {

    private static final String ALERT = """
            select a.id, a.rule, r.number, r.text, a.severity, a.organisation, a.subject, a.person, a.categories, a.occurred,
                   a.found, a.measure, c.id as case_id,
                   case when c.id is null then 'registered' when c.state = 'closed' then 'final' else 'preliminary' end
                       as standing,
                   array(select e.event_id from alert_event e where e.alert_id = a.id order by e.log_index limit 100)
                       as events,
                   (select count(*)::int from alert_event e where e.alert_id = a.id) as count
            from alert a join watch_rule r on r.id = a.rule left join privacy_case c on c.alert_id = a.id
            where ($1::text is null or a.organisation = $1 or a.holders @> array[$1])\s""";

    private static final String LIST = ALERT + """
            and (cardinality($2::text[]) = 0 or a.rule = any($2)) and (cardinality($3::text[]) = 0 or a.severity = any($3))
            and (cardinality($4::text[]) = 0
                or case when c.id is null then 'registered' when c.state = 'closed' then 'final' else 'preliminary' end
                    = any($4))
            and a.found >= $5 and a.found < $6 and (a.found, a.id) < ($7, $8)
            order by a.found desc, a.id desc limit $9""";

    private static final String ONE = ALERT + "and a.id = $2";

    private final Pool pool;

    Alerts(Pool pool) {
        this.pool = pool;
    }

    /** One more than a page, so that it is known whether there is a next. */
    Uni<List<Alert>> find(AlertQuery query, Officer officer) {
        Tuple values = Tuple.tuple()
                .addString(officer.limit().orElse(null))
                .addArrayOfString(query.codes().toArray(String[]::new))
                .addArrayOfString(query.severities().toArray(String[]::new))
                .addArrayOfString(query.statuses().toArray(String[]::new))
                .addOffsetDateTime(utc(query.from()))
                .addOffsetDateTime(utc(query.until()))
                .addOffsetDateTime(utc(query.after().found()))
                .addUUID(query.after().id())
                .addInteger(query.count() + 1);
        return pool.preparedQuery(LIST).execute(values).map(rows -> {
            List<Alert> alerts = new ArrayList<>();
            rows.forEach(row -> alerts.add(alert(row)));
            return List.copyOf(alerts);
        });
    }

    /** The alert of this id, if the officer sees it. */
    Uni<Optional<Alert>> find(UUID id, Officer officer) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(officer.limit().orElse(null), id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(alert(rows.iterator().next())));
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.getUUID("id"),
                row.getString("rule"),
                row.getInteger("number"),
                row.getString("text"),
                row.getString("severity"),
                row.getString("organisation"),
                row.getString("subject"),
                Optional.ofNullable(row.getUUID("person")),
                List.of(row.getArrayOfStrings("categories")),
                row.getOffsetDateTime("occurred").toInstant(),
                row.getOffsetDateTime("found").toInstant(),
                row.getDouble("measure"),
                List.of(row.getArrayOfUUIDs("events")),
                row.getInteger("count"),
                Standing.valueOf(row.getString("standing").toUpperCase(java.util.Locale.ROOT)),
                Optional.ofNullable(row.getUUID("case_id")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
