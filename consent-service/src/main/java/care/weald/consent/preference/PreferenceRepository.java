package care.weald.consent.preference;

import care.weald.consent.preference.Preference.Capacity;
import care.weald.consent.preference.Preference.Kind;
import care.weald.consent.preference.Preference.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Preferences as stored: what was recorded stays, and ends; decisions read the same table in their own query. */
@ApplicationScoped
class PreferenceRepository {

    private static final String COLUMNS = """
            id, person, kind, choice, organisation, recorded_by, capacity, recorded_at, valid_from, valid_to
            from preference\s""";
    private static final String LIST =
            "select " + COLUMNS + "where person = any($1) and ($2 = '' or kind = $2) order by valid_from, id";
    private static final String ONE =
            "select " + COLUMNS + "where id = $1 and ($2 <> '' and organisation = $2 or person = any($3))";

    /** One after another for one person: whoever comes second sees what the first has left. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1::text, 5))";

    private static final String STANDING = "select " + COLUMNS
            + "where person = any($1) and kind = $2 and (valid_to is null or valid_to > $3) order by valid_from desc";
    private static final String END = """
            update preference set valid_to = greatest($3, valid_from + interval '1 microsecond'), ended_at = $4, ended_by = $5
            where person = any($1) and kind = $2 and (valid_to is null or valid_to > $3)""";
    private static final String STORE = """
            insert into preference
                (id, person, kind, choice, organisation, recorded_by, capacity, recorded_at, valid_from)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private final Pool pool;

    PreferenceRepository(Pool pool) {
        this.pool = pool;
    }

    /** What becomes of one that is to be recorded. */
    sealed interface Recorded {

        /** It is stored, or the same has held all along. */
        record Holds(Preference preference) implements Recorded {}

        /** Another was recorded that began later: nothing is changed. */
        record Overlaps() implements Recorded {}
    }

    /** All that was ever recorded of a person with these ids, of one kind or, with an empty one, of all. */
    Uni<List<Preference>> of(List<UUID> persons, String kind) {
        return pool.preparedQuery(LIST).execute(Tuple.of(ids(persons), kind)).map(PreferenceRepository::all);
    }

    /** The one of this id, when the organisation recorded it or it is about a person with these ids. */
    Uni<Optional<Preference>> find(UUID id, String organisation, List<UUID> persons) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id, organisation, ids(persons)))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** Stores one of a person with these ids; what held before ends as it begins. */
    Uni<Recorded> record(Preference made, List<UUID> persons) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(made.person().toString()))
                .chain(() -> connection.preparedQuery(STANDING).execute(of(made, persons)))
                .map(PreferenceRepository::all)
                .chain(standing -> after(standing, made, persons, connection)));
    }

    private static Uni<Recorded> after(
            List<Preference> standing, Preference made, List<UUID> persons, SqlConnection connection) {
        Optional<Preference> same = standing.stream()
                .filter(one -> one.until() == null && one.choice().equals(made.choice()))
                .findFirst();
        if (same.isPresent()) {
            return Uni.createFrom().item(new Recorded.Holds(same.get()));
        }
        if (standing.stream().anyMatch(one -> !one.from().isBefore(made.from()))) {
            return Uni.createFrom().item(new Recorded.Overlaps());
        }
        return ended(connection, of(made, persons), made.origin())
                .chain(() -> connection.preparedQuery(STORE).execute(row(made)))
                .replaceWith(new Recorded.Holds(made));
    }

    /** Ends what holds of a kind now, and gives all of that kind. */
    Uni<List<Preference>> withdraw(Kind kind, List<UUID> persons, Origin origin) {
        Tuple which = Tuple.of(ids(persons), kind.code(), origin.at().atOffset(ZoneOffset.UTC));
        return pool.withTransaction(connection -> ended(connection, which, origin)
                        .chain(() -> connection.preparedQuery(LIST).execute(Tuple.of(ids(persons), kind.code()))))
                .map(PreferenceRepository::all);
    }

    private static Uni<Void> ended(SqlConnection connection, Tuple which, Origin origin) {
        return connection
                .preparedQuery(END)
                .execute(which.addOffsetDateTime(origin.at().atOffset(ZoneOffset.UTC))
                        .addString(origin.subject()))
                .replaceWithVoid();
    }

    private static Tuple of(Preference made, List<UUID> persons) {
        return Tuple.of(ids(persons), made.kind().code(), made.from().atOffset(ZoneOffset.UTC));
    }

    private static Tuple row(Preference made) {
        Origin origin = made.origin();
        return Tuple.tuple()
                .addUUID(made.id())
                .addUUID(made.person())
                .addString(made.kind().code())
                .addString(made.choice())
                .addString(origin.organisation())
                .addString(origin.subject())
                .addString(origin.capacity().name().toLowerCase(Locale.ROOT))
                .addOffsetDateTime(origin.at().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(made.from().atOffset(ZoneOffset.UTC));
    }

    private static UUID[] ids(List<UUID> persons) {
        return persons.toArray(UUID[]::new);
    }

    private static List<Preference> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PreferenceRepository::read)
                .toList();
    }

    private static Preference read(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("valid_to");
        Instant at = row.getOffsetDateTime("recorded_at").toInstant();
        return new Preference(
                row.getUUID("id"),
                row.getUUID("person"),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("choice"),
                new Origin(
                        row.getString("organisation"),
                        row.getString("recorded_by"),
                        Capacity.valueOf(row.getString("capacity").toUpperCase(Locale.ROOT)),
                        at),
                row.getOffsetDateTime("valid_from").toInstant(),
                until == null ? null : until.toInstant());
    }
}
