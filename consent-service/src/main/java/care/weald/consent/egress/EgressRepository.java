package care.weald.consent.egress;

import care.weald.consent.decision.Egress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The register of agreements under which data of many people leave, and how many did. */
@ApplicationScoped
public class EgressRepository {

    private static final String REGISTER = """
            insert into egress_agreement (name, organisation, purpose, categories, persons_a_day, valid_from, valid_to, reason,
                registered_by, registered_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing""";
    private static final String APPROVE = """
            update egress_agreement set approved_by = $2, approved_at = $3
            where name = $1 and approved_by = '' and ended_by = '' and registered_by <> $2""";
    private static final String END =
            "update egress_agreement set ended_by = $2, ended_at = $3 where name = $1 and ended_by = ''";
    private static final String ROWS = """
            select e.*, coalesce(v.persons, 0) as persons_today,
                   (select coalesce(sum(a.persons), 0)::bigint from egress_volume a where a.agreement = e.name) as persons
            from egress_agreement e left join egress_volume v on v.agreement = e.name and v.day = $1\s""";
    private static final String LIST = ROWS + "order by e.registered_at, e.name";
    private static final String ONE = ROWS + "where e.name = $2";

    /** No more than is agreed, however many ask at once. */
    private static final String COUNT = """
            insert into egress_volume (agreement, day, persons, omitted)
            select name, $2, $3::bigint, $4 from egress_agreement where name = $1 and $3::bigint <= persons_a_day
            on conflict (agreement, day) do update
                set persons = egress_volume.persons + excluded.persons, omitted = egress_volume.omitted + excluded.omitted
                where egress_volume.persons + excluded.persons
                    <= (select persons_a_day from egress_agreement where name = $1)
            returning persons""";

    private static final String IN_PERIOD = ROWS + """
            where e.valid_to >= $2 and e.valid_from <= $3 and e.approved_by <> '' and (e.ended_at is null or e.ended_at >= $2)
            order by e.name""";

    private final Pool pool;

    EgressRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * An agreement as stored, with who did what to it and when.
     *
     * @param persons how many people have left under it
     */
    public record Stored(
            Egress egress,
            String reason,
            String registeredBy,
            Instant registeredAt,
            String approvedBy,
            @Nullable Instant approvedAt,
            String endedBy,
            @Nullable Instant endedAt,
            long persons) {}

    /** Stores one; false when the name is taken. */
    Uni<Boolean> register(EgressDraft draft, String by, Instant at) {
        Tuple row = Tuple.tuple()
                .addString(draft.name())
                .addString(draft.organisation())
                .addString(draft.purpose())
                .addArrayOfString(draft.categories().stream().sorted().toArray(String[]::new))
                .addInteger(draft.personsADay())
                .addLocalDate(draft.from())
                .addLocalDate(draft.to())
                .addString(draft.reason())
                .addString(by)
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(REGISTER).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /** Approves one; false when it is not there, is approved or ended, or was registered by the same person. */
    Uni<Boolean> approve(String name, String by, Instant at) {
        return pool.preparedQuery(APPROVE)
                .execute(Tuple.of(name, by, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends one now; false when it is not there or has ended. */
    Uni<Boolean> end(String name, String by, Instant at) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(name, by, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** All of them, the oldest first. */
    Uni<List<Stored>> list(LocalDate today) {
        return pool.preparedQuery(LIST).execute(Tuple.of(today)).map(EgressRepository::all);
    }

    /** The one of this name, if there is one. */
    Uni<List<Stored>> find(String name, LocalDate today) {
        return pool.preparedQuery(ONE).execute(Tuple.of(today, name)).map(EgressRepository::all);
    }

    /** Those that were in force on any day from one to another. */
    public Uni<List<Stored>> inPeriod(LocalDate from, LocalDate to) {
        return pool.preparedQuery(IN_PERIOD).execute(Tuple.of(to, from, to)).map(EgressRepository::all);
    }

    /** Counts who leaves and who is left out today; false, and nothing is counted, when that is more than agreed. */
    Uni<Boolean> count(String name, LocalDate today, long leaving, long omitted) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(name, today, leaving, omitted))
                .map(rows -> rows.size() == 1);
    }

    private static List<Stored> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(EgressRepository::read)
                .toList();
    }

    private static Stored read(Row row) {
        String approved = row.getString("approved_by");
        String ended = row.getString("ended_by");
        return new Stored(
                new Egress(
                        row.getString("name"),
                        row.getString("organisation"),
                        row.getString("purpose"),
                        Set.of(row.getArrayOfStrings("categories")),
                        row.getLocalDate("valid_from"),
                        row.getLocalDate("valid_to"),
                        !approved.isEmpty() && ended.isEmpty(),
                        row.getInteger("persons_a_day"),
                        row.getLong("persons_today")),
                row.getString("reason"),
                row.getString("registered_by"),
                row.getOffsetDateTime("registered_at").toInstant(),
                approved,
                instant(row, "approved_at"),
                ended,
                instant(row, "ended_at"),
                row.getLong("persons"));
    }

    private static @Nullable Instant instant(Row row, String name) {
        OffsetDateTime value = row.getOffsetDateTime(name);
        return value == null ? null : value.toInstant();
    }
}
