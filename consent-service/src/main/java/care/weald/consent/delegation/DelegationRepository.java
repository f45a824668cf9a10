package care.weald.consent.delegation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Proxies as stored; decisions read the same table in their own query. */
@ApplicationScoped
class DelegationRepository {

    private static final String STORE = """
            insert into delegation
                (id, person, proxy, organisation, kind, authority, recorded_by, recorded_at, valid_from, valid_to)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String LIST = """
            select id, person, proxy, kind, authority, valid_from, valid_to from delegation
            where person = any($1) order by valid_from, id""";

    /** What has not begun yet never will: it ends as it begins, as nearly as the column can say. */
    private static final String END = """
            update delegation set valid_to = greatest($3, valid_from + interval '1 microsecond'), ended_by = $4
            where id = $1 and person = any($2) and valid_to > $3""";

    private static final String ONE = """
            select id, person, proxy, kind, authority, valid_from, valid_to from delegation
            where id = $1 and person = any($2)""";

    private final Pool pool;

    DelegationRepository(Pool pool) {
        this.pool = pool;
    }

    /** Where and by whom it was recorded. */
    record Origin(String organisation, String subject, Instant at) {}

    Uni<Void> store(Delegation one, Origin origin) {
        Tuple row = Tuple.tuple()
                .addUUID(one.id())
                .addUUID(one.person())
                .addUUID(one.proxy())
                .addString(origin.organisation())
                .addString(one.kind())
                .addString(one.authority())
                .addString(origin.subject())
                .addOffsetDateTime(origin.at().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(one.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(one.until().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(STORE).execute(row).replaceWithVoid();
    }

    /** All that was ever recorded about a person with these ids. */
    Uni<List<Delegation>> of(List<UUID> persons) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple().addArrayOfUUID(persons.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DelegationRepository::read)
                        .toList());
    }

    /** Ends one of a person with these ids now; what has ended stays as it is. Gives it as it stands then, if it is there. */
    Uni<List<Delegation>> end(UUID id, List<UUID> persons, String subject, Instant now) {
        UUID[] ids = persons.toArray(UUID[]::new);
        return pool.preparedQuery(END)
                .execute(Tuple.of(id, ids, now.atOffset(ZoneOffset.UTC), subject))
                .chain(() -> pool.preparedQuery(ONE).execute(Tuple.of(id, ids)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DelegationRepository::read)
                        .toList());
    }

    private static Delegation read(Row row) {
        return new Delegation(
                row.getUUID("id"),
                row.getUUID("person"),
                row.getUUID("proxy"),
                row.getString("kind"),
                row.getString("authority"),
                row.getOffsetDateTime("valid_from").toInstant(),
                row.getOffsetDateTime("valid_to").toInstant());
    }
}
