package care.weald.identity.matchmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Which version was in force when, and the steps from one to the next, always inside the caller's transaction. */
@ApplicationScoped
class SwitchRepository {

    /** A step as the list shows it. */
    record Step(
            String version, String former, String kind, String madeBy, String reason, Instant made, boolean settled) {}

    /** "Weald" and "model": no NHS number and, with all but certainty, no id has this key. */
    private static final String LOCK = "select pg_advisory_xact_lock(6297966483190540409)";

    /** Waits until nobody else switches. */
    Uni<Void> lock(SqlConnection transaction) {
        return transaction.preparedQuery(LOCK).execute().replaceWithVoid();
    }

    private static final String TRIED = "select version from match_model where state = 'shadow'";

    /** The version that is tried. */
    Uni<Optional<String>> tried(SqlClient client) {
        return one(client, TRIED, Tuple.tuple());
    }

    private static final String TRY = """
            update match_model
               set state = 'shadow', approved_by = null,
                   proposed_by = case when $2 = any (proposed_by) then proposed_by else proposed_by || $2 end
             where version = $1
            """;

    private static final String END_TRY =
            "update match_model set state = 'draft' where version = $1 and state = 'shadow'";

    /** Does what {@code order}, which is allowed, says. */
    Uni<Void> attempt(SqlConnection transaction, Order.Try order) {
        return order.run()
                ? transaction
                        .preparedQuery(TRY)
                        .execute(Tuple.of(order.version(), order.by().subject()))
                        .replaceWithVoid()
                : transaction
                        .preparedQuery(END_TRY)
                        .execute(Tuple.of(order.version()))
                        .replaceWithVoid();
    }

    private static final String QUESTIONS = """
            select coalesce(sum(questions), 0)::bigint from match_model_question
             where version = $1 and against = (select version from match_model where state = 'active')
            """;

    /** How many questions {@code version} has answered beside the one in force. */
    Uni<Long> questions(SqlClient client, String version) {
        return client.preparedQuery(QUESTIONS)
                .execute(Tuple.of(version))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static final String FORMER = """
            select former from match_model_activation where version = $1 and kind = 'activate' order by id desc limit 1
            """;

    /** The version that was in force when {@code version} was last put in force by approval. */
    Uni<Optional<String>> former(SqlClient client, String version) {
        return one(client, FORMER, Tuple.of(version));
    }

    private static Uni<Optional<String>> one(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .findFirst());
    }

    private static final String RETIRE =
            "update match_model set state = 'retired' where state = 'active' returning version";

    private static final String APPROVE =
            "update match_model set state = 'active', approved_by = $2 where version = $1";

    private static final String RETURN = "update match_model set state = 'active' where version = $1";

    private static final String NOTE = """
            insert into match_model_activation (version, former, kind, made_by, organisation, reason, settled)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    /** Puts the version in force that {@code order}, which is allowed, approves. */
    Uni<Void> activate(SqlConnection transaction, Order.Activate order) {
        return transaction
                .preparedQuery(RETIRE)
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .call(() -> transaction
                        .preparedQuery(APPROVE)
                        .execute(Tuple.of(order.version(), order.by().subject())))
                .chain(former -> note(transaction, order, order.version(), former));
    }

    /** Puts {@code former} in force again; the links that the version made meanwhile are looked at afterwards. */
    Uni<Void> rollBack(SqlConnection transaction, Order.RollBack order, String former) {
        return transaction
                .preparedQuery(RETIRE)
                .execute()
                .chain(() -> transaction.preparedQuery(RETURN).execute(Tuple.of(former)))
                .chain(() -> note(transaction, order, former, order.version()));
    }

    private static Uni<Void> note(SqlConnection transaction, Order order, String to, String from) {
        boolean isBack = order instanceof Order.RollBack;
        Tuple values = Tuple.of(
                to,
                from,
                isBack ? "roll-back" : "activate",
                order.by().subject(),
                order.by().organisation(),
                order.reason());
        return transaction
                .preparedQuery(NOTE)
                .execute(values.addBoolean(!isBack))
                .replaceWithVoid();
    }

    private static final String STEPS = """
            select version, coalesce(former, ''), kind, made_by, reason, made_at, settled
              from match_model_activation order by id desc limit 50
            """;

    /** The latest steps, the newest first. */
    Uni<List<Step>> steps(SqlClient client) {
        return client.preparedQuery(STEPS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Step(
                                row.getString(0),
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getOffsetDateTime(5).toInstant(),
                                row.getBoolean(6)))
                        .toList());
    }
}
