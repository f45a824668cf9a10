package care.weald.identity.link;

import care.weald.identity.index.Explanation;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Score;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Pairs that a person has to look at, and what stands between a source patient and a person. */
@ApplicationScoped
class DuplicateRepository {

    private static final String RAISE = """
            insert into review_task (a, b, priority, weight, explanation)
            values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, $4, $5)
            on conflict do nothing
            """;

    /** Puts the pair on the work list; false when it was there before. */
    Uni<Boolean> raise(SqlConnection transaction, UUID one, UUID other, Score score) {
        String priority = score.grade() == Grade.CERTAIN || score.grade() == Grade.PROBABLE ? "urgent" : "routine";
        JsonObject explanation = new JsonObject(Explanation.json(score).toString());
        return transaction
                .preparedQuery(RAISE)
                .execute(Tuple.of(one, other, priority, score.total(), explanation))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String TAKE = """
            select coalesce(bool_and(pg_try_advisory_xact_lock(key)), true) from unnest($1::bigint[]) as key
            """;

    /** Takes the locks of {@code keys} if nobody holds one of them; waiting here, out of order, could be for ever. */
    Uni<Boolean> take(SqlConnection transaction, LongStream keys) {
        Long[] sorted = keys.sorted().distinct().boxed().toArray(Long[]::new);
        return transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of((Object) sorted))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static final String NUMBERS = "select number::text from nhs_number where person = $1";

    /** The NHS numbers of {@code person}. */
    Uni<List<String>> numbers(SqlConnection transaction, UUID person) {
        return transaction
                .preparedQuery(NUMBERS)
                .execute(Tuple.of(person))
                .map(rows -> java.util.stream.StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    private static final String OPEN = """
            select person.status = 'active'
                   and not exists (select from link
                                     join no_link on no_link.a = least($2::uuid, link.source_patient)
                                                 and no_link.b = greatest($2::uuid, link.source_patient)
                                    where link.person = $1 and link.valid_to is null and no_link.ended_at is null)
              from person where id = $1
            """;

    /** True when {@code person} was not merged and no negative link keeps {@code source} from it. */
    Uni<Boolean> isOpen(SqlConnection transaction, UUID person, UUID source) {
        return transaction
                .preparedQuery(OPEN)
                .execute(Tuple.of(person, source))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
