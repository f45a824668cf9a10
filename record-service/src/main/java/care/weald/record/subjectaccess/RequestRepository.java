package care.weald.record.subjectaccess;

import care.weald.record.subjectaccess.Request.Asker;
import care.weald.record.subjectaccess.Request.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The requests for copies, as stored. */
@ApplicationScoped
class RequestRepository {

    private final Pool pool;

    RequestRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is held is noted in the same statement, so that nothing that comes later is in the copy, and with it why it must
     * be looked at: whom else it is about (Data Protection Act 2018, schedule 2, paragraph 16), whether knowing it may do
     * serious harm (schedule 3, paragraph 5), and whether it is free text, in which anything may stand.
     */
    private static final String OPEN = """
            with opened as (
                insert into subject_access (person, source_patients, organisation, subject, citizen, patient, made_at, due_on)
                select $1::uuid, $2::uuid[], $3::text, $4::text, $5::boolean, $6::bytea, $7::timestamptz, $8::date
                where not exists (select from subject_access
                    where person = $1 and organisation = $3 and citizen = $5 and (not citizen or subject = $4)
                        and status in ('review', 'making', 'ready'))
                returning job, person, source_patients, organisation, subject, citizen, status, made_at, due_on
            ),
            noted as (
                insert into subject_access_item (job, source_patient, item, version, type, category, reasons)
                select opened.job, i.source_patient, i.item, i.version, i.type, i.category, array_remove(array[
                    case when i.category in ('cat-02', 'cat-03', 'cat-05') or i.type in ('FamilyMemberHistory', 'Consent')
                        then 'third-party' end,
                    case when i.category in ('cat-03', 'cat-05', 'cat-10', 'cat-20') or i.confidentiality in ('R', 'V')
                        or cardinality(i.sensitivity) > 0 then 'serious-harm' end,
                    case when i.category in ('cat-15', 'cat-22') or i.type in ('DocumentReference', 'Composition',
                        'QuestionnaireResponse', 'ClinicalImpression', 'Communication') then 'free-text' end], null)
                from opened cross join unnest($2::uuid[]) ours(id) cross join lateral (
                    select i.* from item i where i.source_patient = ours.id and i.superseded_at is null offset 0) i
            )
            select job, person, source_patients, organisation, subject, citizen, status, made_at, due_on from opened
            """;

    /** Opens a request with the person's demographics; empty while the same asker has one that is not over. */
    Uni<Optional<Request>> open(Request request, byte[] patient) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.tuple()
                        .addUUID(request.person())
                        .addArrayOfUUID(request.sourcePatients().toArray(UUID[]::new))
                        .addString(request.by().organisation())
                        .addString(request.by().subject())
                        .addBoolean(request.by().citizen())
                        .addValue(Buffer.buffer(patient))
                        .addOffsetDateTime(request.madeAt().atOffset(ZoneOffset.UTC))
                        .addLocalDate(request.dueOn()))
                .map(RequestRepository::first);
    }

    private static final String ALL = """
            select job, person, source_patients, organisation, subject, citizen, status, made_at, due_on
            from subject_access where person = $1 order by made_at desc, job limit 50
            """;

    /** The requests for copies of a person's record, the newest first. */
    Uni<List<Request>> of(UUID person) {
        return pool.preparedQuery(ALL).execute(Tuple.of(person)).map(RequestRepository::all);
    }

    private static final String CANCEL = """
            with done as (update subject_access set status = 'cancelled', ended_at = $2, patient = null
                where job = $1 and status in ('review', 'making', 'ready') returning job),
            noted as (delete from subject_access_item where job in (select job from done)),
            files as (delete from subject_access_file where job in (select job from done))
            select 1 from done
            """;

    /** Ends a request and forgets what was noted for it; false when it is over. */
    Uni<Boolean> cancel(UUID job, Instant now) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(job, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() > 0);
    }

    private static final String FETCH = """
            with fetched as (update subject_access set status = 'fetched', fetched_at = coalesce(fetched_at, $2)
                where job = $1 and (status = 'ready' or (status = 'fetched' and fetched_at > $3)) returning job)
            select f.name, f.content from fetched join subject_access_file f using (job) order by f.name
            """;

    /** A file of a pack. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record PackFile(String name, byte[] content) {}

    /** The files, once; and again if that was not before {@code since}. None when there is nothing to fetch. */
    Uni<List<PackFile>> fetch(UUID job, Instant now, Instant since) {
        return pool.preparedQuery(FETCH)
                .execute(Tuple.of(job, now.atOffset(ZoneOffset.UTC), since.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new PackFile(row.getString(0), row.getBuffer(1).getBytes()))
                        .toList());
    }

    private static final String ERASE = """
            with over as (update subject_access
                set status = case when status = 'ready' then 'expired' else status end, ended_at = $1, patient = null
                where ended_at is null and ((status = 'ready' and ready_at < $2) or (status = 'fetched' and fetched_at < $3))
                returning job),
            noted as (delete from subject_access_item where job in (select job from over))
            delete from subject_access_file where job in (select job from over)
            """;

    /** Erases what was not fetched since {@code kept}, and what was fetched before {@code again}. */
    Uni<Void> erase(Instant now, Instant kept, Instant again) {
        return pool.preparedQuery(ERASE)
                .execute(Tuple.of(
                        now.atOffset(ZoneOffset.UTC), kept.atOffset(ZoneOffset.UTC), again.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Optional<Request> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<Request> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RequestRepository::request)
                .toList();
    }

    static Request request(Row row) {
        LocalDate due = row.getLocalDate(8);
        return new Request(
                row.getUUID(0),
                row.getUUID(1),
                Arrays.asList(row.getArrayOfUUIDs(2)),
                new Asker(row.getString(3), row.getString(4), row.getBoolean(5)),
                Status.of(row.getString(6)),
                row.getOffsetDateTime(7).toInstant(),
                due);
    }
}
