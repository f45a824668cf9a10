package care.weald.identity.patient;

import care.weald.identity.patient.PersonSources.Source;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the source patients that a person's Patient is put together from, in one round trip. */
@ApplicationScoped
class PatientRepository {

    private static final String SOURCES = """
            select\s""" + SourceRow.COLUMNS + """
                   ,
                   (select number from nhs_number where person = person.id and state = 'current')::text,
                   greatest(case when person.restricted
                              or exists (select from person as merged
                                          where merged.merged_into = person.id and merged.restricted)
                              or exists (select from source_patient as away
                                          where away.removed_from = person.id and away.confidentiality <> 'N')
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
                .map(rows -> person(person, rows, 0));
    }

    private static final String DOMAINS = """
            select (select count(*) from unnest($3::text[]) as asked (system)
                     where exists (select from identifier_domain as known where known.system = asked.system))
                   = cardinality($3::text[]), found.*
              from (select 1) as one left join (""" + SOURCES + """
                   ) as found on true
            """;

    /**
     * A person in the light of other domains.
     *
     * @param known every domain that was asked for is one that some source uses
     */
    record Abroad(boolean known, Optional<PersonSources> person) {}

    /** The same as {@link #find}, and whether all of {@code domains} are known, in one round trip. */
    Uni<Abroad> find(UUID person, Set<UUID> permitted, Set<String> domains) {
        return pool.preparedQuery(DOMAINS)
                .execute(Tuple.of(person, permitted.toArray(UUID[]::new), domains.toArray(String[]::new)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(rows -> new Abroad(rows.iterator().next().getBoolean(0), person(person, rows, 1)));
    }

    private static Optional<PersonSources> person(UUID person, RowSet<io.vertx.mutiny.sqlclient.Row> rows, int at) {
        if (rows.rowCount() == 0 || rows.iterator().next().getUUID(at + 1) == null) {
            return Optional.empty();
        }
        Row first = rows.iterator().next().getDelegate();
        List<Source> sources = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> SourceRow.read(row.getDelegate(), at))
                .toList();
        return Optional.of(new PersonSources(
                person,
                Optional.ofNullable(first.getString(at + SourceRow.WIDTH)),
                first.getString(at + SourceRow.WIDTH + 1),
                sources));
    }
}
