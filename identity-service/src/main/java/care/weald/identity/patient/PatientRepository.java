package care.weald.identity.patient;

import care.weald.identity.patient.PersonSources.Source;
import care.weald.identity.platform.DatabaseConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the source patients that a person's Patient is put together from, in one round trip. */
@ApplicationScoped
class PatientRepository {

    private static final ObjectReader TREE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private static final String SOURCES = """
            select source.organisation, source.id, source.active, source.verified,
                   coalesce(source.source_updated, source.received_at), source.received_at, source.resource,
                   (select number from nhs_number where person = person.id and state = 'current')::text,
                   greatest(case when person.restricted
                              or exists (select from person as merged
                                          where merged.merged_into = person.id and merged.restricted)
                             then 'R' else 'N' end,
                            (select max(every.confidentiality)
                               from link as theirs join source_patient as every on every.id = theirs.source_patient
                              where theirs.person = person.id and theirs.valid_to is null))
              from person
              join link on link.person = person.id and link.valid_to is null
              join source_patient as source on source.id = link.source_patient
             where person.id = $1 and source.id = any($2)
             order by source.id
            """;

    private final Pool pool;
    private final Duration timeout;

    PatientRepository(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.readTimeout();
    }

    /** What those source patients of {@code person} say that are in {@code permitted}; empty when none is left. */
    Uni<Optional<PersonSources>> find(UUID person, Set<UUID> permitted) {
        return pool.preparedQuery(SOURCES)
                .execute(Tuple.of(person, permitted.toArray(UUID[]::new)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(rows -> person(person, rows));
    }

    private static Optional<PersonSources> person(UUID person, RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        if (rows.rowCount() == 0) {
            return Optional.empty();
        }
        Row first = rows.iterator().next().getDelegate();
        List<Source> sources = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> source(row.getDelegate()))
                .toList();
        return Optional.of(
                new PersonSources(person, Optional.ofNullable(first.getString(7)), first.getString(8), sources));
    }

    private static Source source(Row row) {
        try {
            return new Source(
                    row.getString(0),
                    row.getUUID(1),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getOffsetDateTime(4).toInstant(),
                    row.getOffsetDateTime(5).toInstant(),
                    TREE.readTree(row.getBuffer(6).getBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored Patient cannot be read", e);
        }
    }
}
