package care.weald.identity.feed;

import care.weald.identity.link.SourcePatient.Registration;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Finds the source patients of one organisation that a message refers to. */
@ApplicationScoped
class SourceLookup {

    private static final String FIND = """
            select named.id::text, source.id, source.system, source.value
              from unnest($2::uuid[]) as named (id)
              join source_patient as source on source.identifiers @> array[named.id]
             where source.organisation = $1
            union
            select source.nhs_number::text, source.id, source.system, source.value
              from source_patient as source
             where source.organisation = $1 and source.nhs_number = any($3::text[]) and source.active
            union
            select link.person::text, source.id, source.system, source.value
              from link join source_patient as source on source.id = link.source_patient
             where source.organisation = $1 and link.person = any($2) and link.valid_to is null and source.active
            union
            select merged.id::text, source.id, source.system, source.value
              from person as merged
              join link on link.person = merged.merged_into and link.valid_to is null
              join source_patient as source on source.id = link.source_patient
             where merged.id = any($2) and source.organisation = $1 and source.active
               and exists (select from link as past
                            where past.source_patient = source.id and past.person = merged.id
                              and past.valid_to is not null)
            """;

    private final Pool pool;
    private final Duration timeout;

    SourceLookup(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.readTimeout();
    }

    /** What to look for: ids of source patients or persons, and NHS numbers. */
    record Wanted(Set<UUID> ids, Set<String> numbers) {}

    /** The source patients of {@code organisation} that {@code wanted} leads to. */
    Uni<Found> find(String organisation, Wanted wanted) {
        if (wanted.ids().isEmpty() && wanted.numbers().isEmpty()) {
            return Uni.createFrom().item(Found.NOTHING);
        }
        Tuple values = Tuple.of(
                organisation,
                wanted.ids().toArray(UUID[]::new),
                wanted.numbers().toArray(String[]::new));
        return pool.preparedQuery(FIND)
                .execute(values)
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(rows -> Found.of(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> hit(organisation, row))
                        .toList()));
    }

    private static Found.Hit hit(String organisation, Row row) {
        return new Found.Hit(
                row.getString(0), new Registration(row.getUUID(1), organisation, row.getString(2), row.getString(3)));
    }
}
