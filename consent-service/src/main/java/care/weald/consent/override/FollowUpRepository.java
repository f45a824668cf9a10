package care.weald.consent.override;

import care.weald.consent.form.TaskQuery;
import care.weald.consent.override.FollowUp.Closed;
import care.weald.consent.override.FollowUp.Declared;
import care.weald.consent.override.OverrideForms.Closing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Follow-ups as stored. */
@ApplicationScoped
class FollowUpRepository {

    private static final String FOLLOW_UP = """
            select f.id, f.organisation, f.due_at, f.outcome, f.closed_by, f.closed_at, f.note,
                   v.person, v.subject, v.client, v.code, v.reason, v.made_at, v.expires_at,
                   coalesce(n.subject, '') as confirmed_by
            from override_follow_up f
            join record_override v on v.id = f.id
            left join override_confirmation n on n.override = f.id
            where f.organisation = $1\s""";
    private static final String ONE = FOLLOW_UP + "and f.id = $2";
    private static final String LIST = FOLLOW_UP + """
            and ($2::boolean is null or (f.closed_at is null) = $2) and (f.due_at, f.id) > ($3, $4)
            order by f.due_at, f.id limit $5""";

    /** Nobody looks into what he or she did. */
    private static final String CLOSE = """
            update override_follow_up f set outcome = $3, closed_by = $4, closed_at = $5, note = $6
            from record_override v
            where f.id = $2 and f.organisation = $1 and v.id = f.id and v.subject <> $4 and f.closed_at is null
                and not exists (select from override_confirmation n where n.override = f.id and n.subject = $4)""";

    private static final String OVERDUE =
            "select count(*) as overdue from override_follow_up where closed_at is null and due_at <= $1";

    private final Pool pool;

    FollowUpRepository(Pool pool) {
        this.pool = pool;
    }

    /** What becomes of closing one. */
    sealed interface Stored {

        /** It stands so now; also when the same was sent before. */
        record Stands(FollowUp now) implements Stored {}

        /** A rule speaks against it, by its id. */
        record Refused(String rule, FollowUp stands) implements Stored {}

        /** The organisation has no such one. */
        record Missing() implements Stored {}
    }

    /** The organisation's own of this id. */
    Uni<Optional<FollowUp>> find(UUID id, String organisation) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(organisation, id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    /** The organisation's own that {@code query} asks for, and one more where there are more. */
    Uni<List<FollowUp>> list(TaskQuery query, String organisation) {
        Tuple parameters = Tuple.tuple()
                .addString(organisation)
                .addBoolean(query.statuses().size() == 1 ? query.statuses().contains("requested") : null)
                .addOffsetDateTime(query.after().due().atOffset(ZoneOffset.UTC))
                .addUUID(query.after().id())
                .addInteger(query.count() + 1);
        return pool.preparedQuery(LIST)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FollowUpRepository::read)
                        .toList());
    }

    /** Closes the organisation's own of this id, once. */
    Uni<Stored> close(UUID id, String organisation, Closing asked, String by, Instant at) {
        Tuple row = Tuple.tuple()
                .addString(organisation)
                .addUUID(id)
                .addString(asked.outcome())
                .addString(by)
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                .addString(asked.reason());
        return pool.preparedQuery(CLOSE)
                .execute(row)
                .chain(() -> find(id, organisation))
                .map(found -> found.map(stands -> closed(stands, asked, by)).orElseGet(Stored.Missing::new));
    }

    private static Stored closed(FollowUp stands, Closing asked, String by) {
        if (stands.declared().subject().equals(by) || stands.confirmedBy().equals(by)) {
            return new Stored.Refused("other-person", stands);
        }
        return stands.closed()
                .filter(closed -> closed.by().equals(by)
                        && closed.outcome().equals(asked.outcome())
                        && closed.reason().equals(asked.reason()))
                .<Stored>map(closed -> new Stored.Stands(stands))
                .orElseGet(() -> new Stored.Refused("closed", stands));
    }

    /** How many should have been looked into by {@code now}. */
    Uni<Long> overdue(Instant now) {
        return pool.preparedQuery(OVERDUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("overdue"));
    }

    private static FollowUp read(Row row) {
        return new FollowUp(
                row.getUUID("id"),
                row.getString("organisation"),
                new Declared(
                        row.getUUID("person"),
                        row.getString("subject"),
                        row.getString("client"),
                        row.getString("code"),
                        row.getString("reason"),
                        row.getOffsetDateTime("made_at").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant()),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getString("confirmed_by"),
                row.getString("outcome").isEmpty()
                        ? null
                        : new Closed(
                                row.getString("outcome"),
                                row.getString("closed_by"),
                                row.getOffsetDateTime("closed_at").toInstant(),
                                row.getString("note")));
    }
}
