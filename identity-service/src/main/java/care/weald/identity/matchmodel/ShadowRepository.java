package care.weald.identity.matchmodel;

import care.weald.identity.matchmodel.Shadow.Graded;
import care.weald.identity.matchmodel.Shadow.Trial;
import care.weald.identity.matchmodel.Tally.Cell;
import care.weald.identity.matchmodel.Tally.Difference;
import care.weald.identity.matchmodel.Tally.Origin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a shadow run has counted. */
@ApplicationScoped
class ShadowRepository {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final Pool pool;

    ShadowRepository(Pool pool) {
        this.pool = pool;
    }

    private static final String ORIGINS = "select id, organisation, resource from source_patient where id = any ($1)";

    /** Where the registrations come from that {@code graded} asks about or names. */
    Uni<Map<UUID, Origin>> origins(List<Graded> graded) {
        UUID[] ids = graded.stream()
                .flatMap(one -> Stream.concat(
                        one.asked().registration().stream(),
                        one.changes().stream()
                                .flatMap(change -> change.candidate().stream().map(near -> near.source()))))
                .distinct()
                .toArray(UUID[]::new);
        return pool.preparedQuery(ORIGINS)
                .execute(Tuple.of((Object) ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> row.getUUID(0),
                                row -> new Origin(
                                        row.getString(1),
                                        tree(row.getDelegate().getBuffer(2).getBytes())))));
    }

    private static JsonNode tree(byte[] patient) {
        try {
            return JSON.readTree(patient);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** Adds {@code tally} to what the run of {@code trial} has counted. */
    Uni<Void> count(Trial trial, Tally tally) {
        return pool.withTransaction(transaction -> question(transaction, trial, tally)
                .chain(() -> cells(transaction, trial, tally))
                .chain(() -> differences(transaction, trial, tally)));
    }

    private static final String QUESTION = """
            insert into match_model_question as kept (version, against, questions) values ($1, $2, $3)
            on conflict (version, against) do update set questions = kept.questions + excluded.questions
            """;

    /** It comes first: of two replicas, one waits here for the other. */
    private static Uni<Void> question(SqlConnection transaction, Trial trial, Tally tally) {
        return transaction
                .preparedQuery(QUESTION)
                .execute(Tuple.of(trial.version(), trial.against(), (long) tally.questions()))
                .replaceWithVoid();
    }

    private static final String CELL = """
            insert into match_model_comparison as kept
                   (version, against, source, sex, age, ethnicity, active_grade, shadow_grade, pairs)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (version, against, source, sex, age, ethnicity, active_grade, shadow_grade)
            do update set pairs = kept.pairs + excluded.pairs
            """;

    private static Uni<Void> cells(SqlConnection transaction, Trial trial, Tally tally) {
        List<Tuple> batch = tally.cells().entrySet().stream()
                .map(entry -> cell(trial, entry.getKey(), entry.getValue()))
                .toList();
        return transaction.preparedQuery(CELL).executeBatch(batch).replaceWithVoid();
    }

    private static Tuple cell(Trial trial, Cell cell, long pairs) {
        return Tuple.tuple(List.of(
                trial.version(),
                trial.against(),
                cell.group().source(),
                cell.group().sex(),
                cell.group().age(),
                cell.group().ethnicity(),
                cell.active().code(),
                cell.shadow().code(),
                pairs));
    }

    /** The table holds so many, and no more. */
    private static final String DIFFERENCE = """
            insert into match_model_difference (version, against, place, asked, candidate, active_grade, shadow_grade)
            select $1, $2, 1 + count(*), $3, $4, $5, $6
              from match_model_difference where version = $1 and against = $2 having count(*) < 200
            on conflict do nothing
            """;

    private static Uni<Void> differences(SqlConnection transaction, Trial trial, Tally tally) {
        List<Tuple> batch = tally.differences().stream()
                .map(difference -> difference(trial, difference))
                .toList();
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(DIFFERENCE).executeBatch(batch).replaceWithVoid();
    }

    private static Tuple difference(Trial trial, Difference difference) {
        return Tuple.of(
                trial.version(),
                trial.against(),
                difference.asked().orElse(null),
                difference.candidate(),
                difference.active().code(),
                difference.shadow().code());
    }
}
