package care.weald.identity.steward;

import care.weald.identity.steward.Review.Side;
import care.weald.identity.steward.Review.State;
import care.weald.identity.steward.Review.Status;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The pairs that wait for a steward, or that one has decided. */
@ApplicationScoped
class ReviewRepository {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    /**
     * Two that have become one person by another way are cancelled, without anybody having to say so; a link that has ended
     * need not be looked at.
     */
    private static final String REVIEWS = """
            select * from (
              select task.id, task.a, task.b, one.person as a_person, other.person as b_person,
                     one.person = other.person as same,
                     case when task.status in ('requested', 'on-hold', 'accepted')
                               and (task.link is null and one.person = other.person
                                    or questioned.valid_to is not null)
                          then 'cancelled' else task.status end as status,
                     task.priority, task.weight, task.version, coalesce(task.decided_by, '') as decided_by,
                     task.made_at, task.changed_at, task.explanation::text as explanation,
                     exists (select from nhs_number where person = one.person and state = 'current') as a_numbered,
                     exists (select from nhs_number where person = other.person and state = 'current') as b_numbered,
                     first.created as a_made, second.created as b_made,
                     coalesce(questioned.source_patient = task.a, false) as a_questioned,
                     coalesce(questioned.source_patient = task.b, false) as b_questioned
                from review_task as task
                join link as one on one.source_patient = task.a and one.valid_to is null
                join link as other on other.source_patient = task.b and other.valid_to is null
                join person as first on first.id = one.person
                join person as second on second.id = other.person
                left join link as questioned on questioned.id = task.link) as review
            """;

    private static final String ONE = REVIEWS + " where id = $1";

    private static final String SOME = REVIEWS + """
             where (cardinality($1::text[]) = 0 or status = any ($1)) and ($2 = '' or priority = $2)
               and (weight < $3 or weight = $3 and id > $4)
             order by weight desc, id
             limit $5
            """;

    /** The review {@code id}. */
    Uni<Optional<Review>> find(SqlClient client, UUID id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> review(row.getDelegate()))
                        .findFirst());
    }

    /** Those that {@code query} asks for, one more than its count at most. */
    Uni<List<Review>> find(SqlClient client, ReviewQuery query) {
        return client.preparedQuery(SOME)
                .execute(Tuple.of(
                        query.statuses().toArray(String[]::new),
                        query.priority(),
                        query.after().weight(),
                        query.after().id(),
                        query.count() + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> review(row.getDelegate()))
                        .toList());
    }

    private static Review review(Row row) {
        return new Review(
                row.getUUID("id"),
                new Side(
                        row.getUUID("a"),
                        row.getUUID("a_person"),
                        row.getBoolean("a_numbered"),
                        row.getOffsetDateTime("a_made").toInstant(),
                        row.getBoolean("a_questioned")),
                new Side(
                        row.getUUID("b"),
                        row.getUUID("b_person"),
                        row.getBoolean("b_numbered"),
                        row.getOffsetDateTime("b_made").toInstant(),
                        row.getBoolean("b_questioned")),
                new State(
                        Status.of(row.getString("status")),
                        row.getString("priority"),
                        row.getDouble("weight"),
                        row.getInteger("version"),
                        row.getString("decided_by"),
                        row.getOffsetDateTime("made_at").toInstant(),
                        row.getOffsetDateTime("changed_at").toInstant()),
                json(row.getString("explanation")));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored explanation cannot be read", e);
        }
    }

    private static final String LOCK = "select version from review_task where id = $1 for update";

    /** Waits until nobody else decides on {@code id}. */
    Uni<Void> lock(SqlConnection transaction, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(id)).replaceWithVoid();
    }

    private static final String DECIDED = """
            update review_task
               set status = $2, decided_by = $3, reason = $4, version = version + 1, changed_at = clock_timestamp()
             where id = $1
            """;

    /** Notes that {@code verdict}, whose review MUST be locked, has made it {@code status}. */
    Uni<Void> decided(SqlConnection transaction, Verdict verdict, Status status) {
        return transaction
                .preparedQuery(DECIDED)
                .execute(Tuple.of(verdict.id(), status.code(), verdict.by().subject(), verdict.reason()))
                .replaceWithVoid();
    }

    private static final String REPEATED = """
            select exists (select from review_task
                            where id = $1 and version = $2 + 1 and decided_by = $3 and reason = $4 and status = any ($5))
            """;

    /** True when {@code verdict}, by the same steward in the same words, is the last that was noted. */
    Uni<Boolean> isRepeated(SqlConnection transaction, Verdict verdict) {
        String[] outcomes = verdict.outcomes().stream().map(Status::code).toArray(String[]::new);
        return transaction
                .preparedQuery(REPEATED)
                .execute(Tuple.of(verdict.id(), verdict.version(), verdict.by().subject(), verdict.reason(), outcomes))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static final String BAR = """
            insert into no_link (a, b, reason, made_by) values ($1, $2, $3, $4) on conflict do nothing
            """;

    /** The two are not one: no feed and no match links them. */
    Uni<Void> bar(SqlConnection transaction, Review review, Verdict verdict) {
        return transaction
                .preparedQuery(BAR)
                .execute(Tuple.of(
                        review.a().source(),
                        review.b().source(),
                        verdict.reason(),
                        verdict.by().subject()))
                .replaceWithVoid();
    }
}
