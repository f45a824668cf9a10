package care.weald.identity.steward;

import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Outcome.Refused;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What stewards did before, by the keys of their requests. */
@ApplicationScoped
class ActionRepository {

    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final String UNIQUE_VIOLATION = "23505";

    /** An unlink is undone when two of the persons that it made have been merged since. */
    private static final String BEFORE = """
            select action.kind = 'merge' as merge, action.other, action.person, action.details::text as details,
                   coalesce(action.request_hash = $4, false) as same,
                   action.undone_by is not null
                   or exists (select from steward_action as later
                               where later.kind = 'merge' and later.undone_by is null and later.id > action.id
                                 and later.other in (select id::uuid from jsonb_object_keys(action.details -> 'result')
                                                                         as made (id))
                                 and later.person in (select id::uuid from jsonb_object_keys(action.details -> 'result')
                                                                          as made (id))) as undone
              from steward_action as action
             where action.made_by = $1 and action.organisation = $2 and action.idempotency_key = $3
            """;

    /** What came of the request that {@code key} belongs to; empty when it is new, or nothing was done. */
    Uni<Optional<Outcome>> before(SqlClient client, Optional<RequestKey> key) {
        return key.map(given -> client.preparedQuery(BEFORE)
                        .execute(Tuple.of(given.by().subject(), given.by().organisation(), given.key(), given.hash()))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> outcome(row.getDelegate()))
                                .findFirst()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Outcome outcome(Row row) {
        if (!row.getBoolean("same")) {
            return new Refused(Kind.CONFLICT, "The key belongs to another request", "key");
        }
        if (row.getBoolean("undone")) {
            return new Refused(Kind.CONFLICT, "What was done under this key has been undone", "undone");
        }
        JsonNode details = json(row.getString("details"));
        return row.getBoolean("merge")
                ? KeptAnswer.merged(row.getUUID("other"), row.getUUID("person"), details)
                : KeptAnswer.unlinked(details);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a kept answer cannot be read", e);
        }
    }

    /** True when another request took the key first, while this one was at work. */
    static boolean isTaken(Throwable failure) {
        return failure instanceof PgException violation
                && UNIQUE_VIOLATION.equals(violation.getSqlState())
                && "steward_action_key".equals(violation.getConstraint());
    }
}
