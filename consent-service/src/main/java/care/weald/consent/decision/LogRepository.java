package care.weald.consent.decision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What was decided, as stored: only ever added to, and dropped by the day. */
@ApplicationScoped
public class LogRepository {

    private static final String STORE = """
            with stored as (
                insert into decision_log (at, id, organisation, subject, person, interaction, reason, facts)
                select * from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[],
                                     $7::text[], $8::text[])
                on conflict do nothing returning at, organisation, subject, reason)
            insert into decision_tally
            select (at at time zone 'Europe/London')::date as day, organisation, count(*),
                   count(*) filter (where reason <> '')
            from stored where subject <> 'urn:weald:probe' group by 1, 2 order by 1, 2
            on conflict (day, organisation) do update
                set made = decision_tally.made + excluded.made, refused = decision_tally.refused + excluded.refused""";
    private static final String ONE = """
            select at, id, organisation, subject, person, interaction, reason, facts from decision_log where at = $1 and id = $2""";
    private static final String PAGE = """
            select at, id, organisation, subject, person, interaction, reason, facts from decision_log
            where at < $1 and (at, id) > ($2, $3) order by at, id limit $4""";
    private static final String TEND = "select decision_log_tend($1, $2, make_interval(days => $3))";

    private final Pool pool;

    LogRepository(Pool pool) {
        this.pool = pool;
    }

    /** On a connection of its own, so that no decision waits behind it. */
    Uni<Void> store(List<Logged> group) {
        Tuple columns = Tuple.tuple()
                .addArrayOfOffsetDateTime(group.stream()
                        .map(one -> one.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfUUID(group.stream().map(Logged::id).toArray(UUID[]::new))
                .addArrayOfString(group.stream().map(Logged::organisation).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Logged::subject).toArray(String[]::new))
                .addArrayOfUUID(group.stream().map(Logged::person).toArray(UUID[]::new))
                .addArrayOfString(group.stream().map(Logged::interaction).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Logged::reason).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Logged::content).toArray(String[]::new));
        return pool.withConnection(
                connection -> connection.preparedQuery(STORE).execute(columns).replaceWithVoid());
    }

    Uni<Void> tend(LocalDate today, int ahead, int retentionDays) {
        return pool.preparedQuery(TEND)
                .execute(Tuple.of(today, ahead, retentionDays))
                .replaceWithVoid();
    }

    /** The decision of this id, if it is kept. */
    public Uni<Optional<Logged>> find(UUID id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(Logged.moment(id).atOffset(ZoneOffset.UTC), id))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** The next decisions before {@code until}, after the one of this moment and id, in the order in which they were made. */
    public Uni<List<Logged>> page(Instant until, Instant after, UUID afterId, int count) {
        Tuple parameters = Tuple.of(until.atOffset(ZoneOffset.UTC), after.atOffset(ZoneOffset.UTC), afterId, count);
        return pool.preparedQuery(PAGE).execute(parameters).map(LogRepository::all);
    }

    private static List<Logged> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Logged(
                        row.getUUID("id"),
                        row.getOffsetDateTime("at").toInstant(),
                        row.getString("organisation"),
                        row.getString("subject"),
                        row.getUUID("person"),
                        row.getString("interaction"),
                        row.getString("reason"),
                        row.getString("facts")))
                .toList();
    }
}
