package care.weald.audit.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is due, and its end, through the two functions that the owner lends. */
@ApplicationScoped
class RetentionStore {

    private final Pool pool;

    RetentionStore(Pool pool) {
        this.pool = pool;
    }

    private static final String MONTHS = """
            select to_char(e.recorded at time zone 'UTC', 'YYYY-MM') as month,
                   count(*) filter (where not is_held(e.event_id, e.organisation, e.subject, e.person, e.persons)) as events,
                   count(*) filter (where is_held(e.event_id, e.organisation, e.subject, e.person, e.persons)) as held
            from audit_event e where e.recorded < $1 group by 1 order by 1""";

    private static final String ALERTS = """
            select count(*) from alert a
            where a.occurred < $1 and (a.person is not null or a.subject not in ('', 'erased'))
                and not exists (select from privacy_case c where c.alert_id = a.id and c.state <> 'closed')""";

    /** A month may have ten million events, which takes longer than a request may. */
    private static final String PATIENCE = "select set_config('statement_timeout', '600000', true)";

    private <T> Uni<T> patiently(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(
                connection -> connection.query(PATIENCE).execute().chain(() -> work.apply(connection)));
    }

    /** What has come to the end of its keeping. */
    Uni<Due> due(Term term) {
        return patiently(connection -> connection
                .preparedQuery(MONTHS)
                .execute(before(term.events()))
                .map(RetentionStore::months)
                .chain(months -> connection
                        .preparedQuery(ALERTS)
                        .execute(before(term.alerts()))
                        .map(rows -> new Due(months, rows.iterator().next().getLong(0)))));
    }

    private static List<Due.Month> months(Iterable<Row> rows) {
        List<Due.Month> months = new ArrayList<>();
        rows.forEach(
                row -> months.add(new Due.Month(row.getString("month"), row.getLong("events"), row.getLong("held"))));
        return months;
    }

    private static Tuple before(Instant instant) {
        return Tuple.of(instant.atOffset(ZoneOffset.UTC));
    }

    private static final String RETIRE_EVENTS = "select retire_events($1, $2)";
    private static final String RETIRE_ALERTS = "select retire_alerts($1, $2)";

    /** Drops the contents of events, as the event {@code teller} tells; the item is how many. */
    Uni<Long> retireEvents(Term term, UUID teller) {
        return lots(RETIRE_EVENTS, term.events(), teller);
    }

    /** Drops whom alerts were about; the item is how many. */
    Uni<Long> retireAlerts(Term term, UUID teller) {
        return lots(RETIRE_ALERTS, term.alerts(), teller);
    }

    private Uni<Long> lots(String sql, Instant before, UUID teller) {
        return Multi.createBy()
                .repeating()
                .uni(() -> patiently(connection -> connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), teller))
                        .map(rows -> rows.iterator().next().getLong(0))))
                .whilst(gone -> gone > 0)
                .collect()
                .with(Collectors.summingLong(gone -> Math.max(0, gone)));
    }
}
