package care.weald.record.document;

import care.weald.record.item.ItemId;
import care.weald.record.item.ItemReferences;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the contents of documents, and reads one as a permit lets it be seen. */
@ApplicationScoped
public class DocumentRepository {

    private final Pool pool;

    DocumentRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * A content that may be seen, with what is known of the item that holds it.
     *
     * @param holder the item, as {@code Type/id}
     * @param confidentiality the item's
     * @param receivedAt when the record got the content first
     */
    record Shown(
            Buffer bytes,
            String type,
            String holder,
            String category,
            String organisation,
            char confidentiality,
            Instant receivedAt) {}

    /** What reading found: the content if it may be seen, and whether one was withheld. */
    record Found(Optional<Shown> content, int withheld) {}

    private static final String STORE = """
            insert into document_content (source_patient, content, item, content_type, received_at, bytes)
            select source_patient, content, item, content_type, $1, bytes
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bytea[])
                as row(source_patient, content, item, content_type, bytes)
            on conflict (source_patient, content) do nothing
            """;

    /** Stores contents in the transaction of {@code connection}. What is there is the same by its number, and stays. */
    public static Uni<Void> store(SqlConnection connection, List<DocumentContent> contents, OffsetDateTime now) {
        if (contents.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple tuple = Tuple.tuple().addValue(now);
        tuple.addValue(contents.stream().map(one -> one.id().sourcePatient()).toArray(UUID[]::new));
        tuple.addValue(contents.stream().map(one -> one.id().item()).toArray(UUID[]::new));
        tuple.addValue(contents.stream().map(DocumentContent::item).toArray(UUID[]::new));
        tuple.addValue(contents.stream().map(DocumentContent::type).toArray(String[]::new));
        tuple.addValue(contents.stream().map(one -> Buffer.buffer(one.bytes())).toArray(Buffer[]::new));
        return connection.preparedQuery(STORE).execute(tuple).replaceWithVoid();
    }

    private static final String READ =
            """
            select case when i.level = 'F' then c.bytes end, c.content_type, i.type, i.category, i.organisation,
                i.confidentiality, c.received_at, i.item
            from document_content c cross join lateral (
                select i.*, %1$s as level from item i %2$s
                where %3$s and i.source_patient = c.source_patient and i.item = c.item and exists (
                    select from unnest(i.reference_names, i.reference_items) r(name, target)
                    where r.name = '%4$s' and r.target = c.content)
            ) i
            where c.source_patient = $5 and c.content = $6
            """.formatted(Visible.LEVEL, Visible.GRANTED, Visible.OURS, ItemReferences.CONTENT);

    /** The content, if the current version of its item holds it and all of that may be seen. Hidden looks like absent. */
    Uni<Found> read(Permit permit, ItemId id) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        tuple.addUUID(id.sourcePatient()).addUUID(id.item());
        return pool.preparedQuery(READ).execute(tuple).map(rows -> {
            if (rows.size() == 0) {
                return new Found(Optional.empty(), 0);
            }
            Row row = rows.iterator().next();
            return row.getBuffer(0) == null
                    ? new Found(Optional.empty(), 1)
                    : new Found(Optional.of(shown(row, id.sourcePatient())), 0);
        });
    }

    private static Shown shown(Row row, UUID patient) {
        return new Shown(
                row.getBuffer(0).getDelegate(),
                row.getString(1),
                row.getString(2) + "/" + new ItemId(patient, row.getUUID(7)),
                row.getString(3),
                row.getString(4),
                row.getString(5).charAt(0),
                row.getOffsetDateTime(6).toInstant());
    }
}
