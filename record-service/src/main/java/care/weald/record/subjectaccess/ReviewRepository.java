package care.weald.record.subjectaccess;

import care.weald.record.item.ItemId;
import care.weald.record.item.ItemRepository;
import care.weald.record.item.ShownItem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What is noted for copies, and what is decided of it. */
@ApplicationScoped
class ReviewRepository {

    private final Pool pool;

    ReviewRepository(Pool pool) {
        this.pool = pool;
    }

    private static final String TO_JUDGE = """
            select type, source_patient, item, category, reasons, decision, ground from subject_access_item
            where job = $1 and (cardinality(reasons) > 0 or decision is not null) order by category, item
            """;

    /** What must be looked at, and whatever else was decided on. */
    Uni<List<Judged>> toJudge(UUID job) {
        return pool.preparedQuery(TO_JUDGE)
                .execute(Tuple.of(job))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReviewRepository::judged)
                        .toList());
    }

    private static Judged judged(Row row) {
        return new Judged(
                row.getString(0),
                new ItemId(row.getUUID(1), row.getUUID(2)),
                row.getString(3),
                Arrays.asList(row.getArrayOfStrings(4)),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)));
    }

    private static final String ITEMS = """
            select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                i.body, i.body_places, i.confidentiality, i.type
            from subject_access_item n cross join lateral (
                select i.* from item i
                where i.source_patient = n.source_patient and i.item = n.item and i.version = n.version offset 0) i
            where n.job = $1 and (%s) and (n.category, n.item) > ($2, $3)
            order by n.category, n.item limit $4
            """;

    private static final String FOR_REVIEW = ITEMS.formatted("true");

    private static final String RELEASED = ITEMS.formatted("n.decision is distinct from 'withhold'");

    /** The next items that were noted after {@code after}, as the version that was held then. */
    Uni<List<ShownItem>> items(UUID job, After after, boolean all, int count) {
        return pool.preparedQuery(all ? FOR_REVIEW : RELEASED)
                .execute(Tuple.of(job, after.category(), after.item(), (long) count))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> ItemRepository.shown(row, row.getString(10)))
                        .toList());
    }

    /** Where a page ends. */
    record After(String category, UUID item) {

        static final After START = new After("", new UUID(0, 0));
    }

    private static final String DECIDE = """
            update subject_access_item n set decision = d.decision, ground = nullif(d.ground, ''), decided_by = $5, decided_at = $6
            from unnest($2::uuid[], $3::text[], $4::text[], $7::uuid[]) d(source_patient, decision, ground, item)
            where n.job = $1 and n.source_patient = d.source_patient and n.item = d.item
                and exists (select from subject_access where job = $1 and status = 'review' for share)
            """;

    /** What was decided on an item. */
    record Decided(ItemId id, String decision, String ground) {}

    /** Notes what was decided; how many of these items there are. */
    Uni<Integer> decide(UUID job, List<Decided> decisions, String reviewer, Instant now) {
        return pool.preparedQuery(DECIDE)
                .execute(Tuple.tuple()
                        .addUUID(job)
                        .addArrayOfUUID(decisions.stream()
                                .map(one -> one.id().sourcePatient())
                                .toArray(UUID[]::new))
                        .addArrayOfString(
                                decisions.stream().map(Decided::decision).toArray(String[]::new))
                        .addArrayOfString(
                                decisions.stream().map(Decided::ground).toArray(String[]::new))
                        .addString(reviewer)
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addArrayOfUUID(
                                decisions.stream().map(one -> one.id().item()).toArray(UUID[]::new)))
                .map(rows -> rows.rowCount());
    }

    private static final String COMPLETE = """
            with locked as (select job from subject_access where job = $1 and status = 'review' for update),
            open as (select count(*) as n from subject_access_item
                where job = $1 and cardinality(reasons) > 0 and decision is null),
            done as (update subject_access set status = 'making', reviewer = $2, reviewed_at = $3
                where job in (select job from locked) and (select n from open) = 0 returning job)
            select (select count(*) from locked), (select n from open), (select count(*) from done)
            """;

    /** What came of completing a review. */
    enum Completed {
        DONE,
        UNDECIDED,
        OVER
    }

    /** Ends the review when everything that must be looked at is decided on. */
    Uni<Completed> complete(UUID job, String reviewer, Instant now) {
        return pool.preparedQuery(COMPLETE)
                .execute(Tuple.of(job, reviewer, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getLong(0) == 0
                        ? Completed.OVER
                        : row.getLong(2) == 1 ? Completed.DONE : Completed.UNDECIDED);
    }

    private static final String NEXT = """
            select job, person, source_patients, organisation, subject, citizen, status, made_at, due_on, patient
            from subject_access where status = 'making' order by random() limit 1
            """;

    /** A reviewed request with the person's demographics. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record ToMake(Request request, byte[] patient) {}

    /** A pack to be made, in no order: one that cannot be made holds up no other. */
    Uni<Optional<ToMake>> next() {
        return pool.preparedQuery(NEXT)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ToMake(
                                RequestRepository.request(row), row.getBuffer(9).getBytes()))
                        .findFirst());
    }

    private static final String WITHHELD = """
            select type, source_patient, item, category, reasons, decision, ground from subject_access_item
            where job = $1 and decision = 'withhold'
            """;

    /** What is kept back. */
    Uni<List<Judged>> withheld(UUID job) {
        return pool.preparedQuery(WITHHELD)
                .execute(Tuple.of(job))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReviewRepository::judged)
                        .toList());
    }

    private static final String KEEP = """
            with made as (update subject_access set status = 'ready', ready_at = $2 where job = $1 and status = 'making'
                returning job)
            insert into subject_access_file (job, name, content)
            select made.job, f.name, f.content from made cross join unnest($3::text[], $4::bytea[]) f(name, content)
            on conflict do nothing
            """;

    /** Keeps the files; whoever made them first. */
    Uni<Void> keep(UUID job, Instant now, List<RequestRepository.PackFile> files) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addUUID(job)
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addArrayOfString(files.stream()
                                .map(RequestRepository.PackFile::name)
                                .toArray(String[]::new))
                        .addValue(files.stream()
                                .map(file -> Buffer.buffer(file.content()))
                                .toArray(Buffer[]::new)))
                .replaceWithVoid();
    }
}
