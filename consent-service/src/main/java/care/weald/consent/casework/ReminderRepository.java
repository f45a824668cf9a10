package care.weald.consent.casework;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which cases were reminded of. */
@ApplicationScoped
class ReminderRepository {

    private static final String REMIND = """
            with sent as (
                insert into objection_reminder (case_id, kind, sent_at)
                select c.id, k.kind, $1
                from objection_case c
                join (values ('due-soon', $2::timestamptz), ('overdue', $1)) as k(kind, until) on c.due_at <= k.until
                where c.state in ('lodged', 'information-asked', 'under-review')
                on conflict do nothing
                returning case_id, kind)
            select s.case_id, s.kind, c.organisation from sent s join objection_case c on c.id = s.case_id""";
    private static final String OVERDUE = """
            select count(*) as cases from objection_case
            where state in ('lodged', 'information-asked', 'under-review') and due_at <= $1""";

    private final Pool pool;

    ReminderRepository(Pool pool) {
        this.pool = pool;
    }

    /** A reminder that has just been sent for the first time. */
    record Sent(UUID caseId, String kind, String organisation) {}

    /** Notes the reminders that are due and were never sent, and gives them. */
    Uni<List<Sent>> remind(Instant now, Duration ahead) {
        Tuple moments = Tuple.of(now.atOffset(ZoneOffset.UTC), now.plus(ahead).atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(REMIND)
                .execute(moments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Sent(row.getUUID("case_id"), row.getString("kind"), row.getString("organisation")))
                        .toList());
    }

    /** How many open cases should have been decided by {@code now}. */
    Uni<Long> overdue(Instant now) {
        return pool.preparedQuery(OVERDUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("cases"));
    }
}
