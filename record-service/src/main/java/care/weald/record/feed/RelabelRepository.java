package care.weald.record.feed;

import care.weald.record.category.Category;
import care.weald.record.category.Classification;
import care.weald.record.category.Classifier;
import care.weald.record.feed.Relabelling.Held;
import care.weald.record.feed.Relabelling.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** How far items are labelled again, always inside the caller's transaction. */
final class RelabelRepository {

    private RelabelRepository() {}

    /** Up to where items are done. */
    record Position(UUID sourcePatient, UUID item) {}

    private static final String BEGIN = "insert into relabelling (rules) values ($1) on conflict do nothing";

    private static final String CLAIM = """
            select source_patient, item from relabelling where rules = $1 and status = 'working' for update skip locked
            """;

    /** Where to go on; empty when all is done, or somebody else is at it. */
    static Uni<Optional<Position>> claim(SqlConnection transaction, String rules) {
        return transaction
                .preparedQuery(BEGIN)
                .execute(Tuple.of(rules))
                .chain(() -> transaction.preparedQuery(CLAIM).execute(Tuple.of(rules)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Position(row.getUUID(0), row.getUUID(1)))
                        .findFirst());
    }

    private static final String NEXT = """
            select source_patient, item, version, type, organisation, category, access_key, confidentiality, sensitivity,
                labels, source_id, source_updated, source_version, body
            from item
            where superseded_at is null and (source_patient, item) > ($1, $2)
            order by source_patient, item limit $3
            """;

    /** The next items after {@code position}, at most {@code most}. */
    static Uni<List<Held>> next(SqlConnection transaction, Position position, int most) {
        return transaction
                .preparedQuery(NEXT)
                .execute(Tuple.of(position.sourcePatient(), position.item(), (long) most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RelabelRepository::held)
                        .toList());
    }

    private static Held held(Row row) {
        OffsetDateTime updated = row.getOffsetDateTime(11);
        return new Held(
                row.getUUID(0),
                row.getUUID(1),
                row.getInteger(2),
                row.getString(3),
                row.getString(4),
                labelled(row),
                new Source(row.getString(10), updated == null ? null : updated.toInstant(), row.getString(12)),
                row.getBuffer(13).getBytes());
    }

    private static Classification labelled(Row row) {
        String key = row.getString(6);
        int facet = key.indexOf('/');
        Set<String> labels = new HashSet<>();
        for (String label : row.getArrayOfStrings(9)) {
            if (label.startsWith(Classifier.ACT_CODE + "|")) {
                labels.add(label.substring(Classifier.ACT_CODE.length() + 1));
            }
        }
        return new Classification(
                Category.of(row.getString(5)).orElseThrow(),
                facet < 0 ? "" : key.substring(facet + 1),
                row.getString(7).charAt(0),
                labels,
                Set.of(row.getArrayOfStrings(8)));
    }

    private static final String SETTLE = """
            update relabelling
               set source_patient = $2, item = $3, looked = looked + $4, raised = raised + $5,
                   status = case when $6 then 'done' else status end, changed_at = clock_timestamp()
             where rules = $1
            """;

    /** Notes that items up to {@code position} are done, and whether there are no more. */
    static Uni<Void> settle(SqlConnection transaction, String rules, Position position, Step step) {
        return transaction
                .preparedQuery(SETTLE)
                .execute(Tuple.of(rules, position.sourcePatient(), position.item(), (long) step.looked(), (long)
                                step.raised())
                        .addBoolean(step.isLast()))
                .replaceWithVoid();
    }

    /** What became of some items. */
    record Step(int looked, int raised, boolean isLast) {}
}
