package care.weald.identity.link;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Registrations that their organisation has removed: nothing is deleted but what they are found by. */
@ApplicationScoped
class RemovalRepository {

    /**
     * A registration.
     *
     * @param person whom it is linked to; empty when it is removed
     * @param number its NHS number
     */
    record Registered(UUID id, Optional<UUID> person, Optional<String> number) {

        LongStream keys() {
            return LongStream.concat(
                    LongStream.of(LinkLocks.key(id)), number.stream().mapToLong(LinkLocks::key));
        }

        @Override
        public String toString() {
            return "Registered[***]";
        }
    }

    private static final String FIND = """
            select source.id, link.person, source.nhs_number::text
              from source_patient as source
              left join link on link.source_patient = source.id and link.valid_to is null
             where source.organisation = $1 and source.identifiers @> array[$2::uuid]
            """;

    /** The registrations of {@code organisation} that {@code identifier} names. */
    Uni<List<Registered>> find(SqlClient client, String organisation, UUID identifier) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(organisation, identifier))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RemovalRepository::registered)
                        .toList());
    }

    private static Registered registered(Row row) {
        return new Registered(
                row.getUUID(0), Optional.ofNullable(row.getUUID(1)), Optional.ofNullable(row.getString(2)));
    }

    private static final String REMOVE = """
            with removed as (
              update source_patient set removed_from = $2, active = false, version = version + 1, received_at = now()
               where id = $1
              returning id, version, resource, content_hash, source_updated, received_at),
            kept as (
              insert into source_patient_version (source_patient, version, resource, content_hash, source_updated,
                                                  received_at, removed)
              select id, version, resource, content_hash, source_updated, received_at, true from removed)
            update link set valid_to = clock_timestamp() where source_patient = $1 and valid_to is null
            """;

    private static final String INDEX = """
            with keys as (delete from block_key where source_patient = $1),
                 names as (delete from search_name where source_patient = $1)
            delete from match_row where source_patient = $1
            """;

    /** Takes {@code source}, which MUST be locked, out of {@code person} and out of the index. */
    Uni<Void> remove(SqlConnection transaction, UUID source, UUID person) {
        return transaction
                .preparedQuery(REMOVE)
                .execute(Tuple.of(source, person))
                .chain(() -> transaction.preparedQuery(INDEX).execute(Tuple.of(source)))
                .replaceWithVoid();
    }
}
