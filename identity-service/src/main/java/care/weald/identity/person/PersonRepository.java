package care.weald.identity.person;

import care.weald.identity.person.PersonQuestion.ByLocalIdentifier;
import care.weald.identity.person.PersonQuestion.ByNumber;
import care.weald.identity.person.PersonQuestion.ByPerson;
import care.weald.identity.person.PersonQuestion.BySourcePatient;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Resolves whom a request is about: one prepared statement, one round trip, found or not. */
@ApplicationScoped
class PersonRepository {

    private static final String WHO = """
            select person.id,
                   person.restricted or bool_or(source.confidentiality <> 'N') as restricted,
                   array_agg(source.organisation order by source.organisation, source.id) as organisations,
                   array_agg(source.id order by source.organisation, source.id) as sources,
                   array_agg(source.active order by source.organisation, source.id) as active
              from person
              join link on link.person = person.id and link.valid_to is null
              join source_patient as source on source.id = link.source_patient
            """;

    private static final String BY_NUMBER = WHO
            + " where person.id = (select person from nhs_number where number = $1::text and state <> 'invalid')"
            + " group by person.id";

    private static final String BY_PERSON = WHO + " where person.id = $1 group by person.id";

    private static final String BY_SOURCE_PATIENT = WHO
            + " where person.id = (select person from link where source_patient = $1 and valid_to is null)"
            + " group by person.id";

    /** An identifier that two persons share leads to neither. */
    private static final String BY_LOCAL_IDENTIFIER = WHO
            + " where person.id = (select (array_agg(distinct link.person))[1] from source_patient as named"
            + " join link on link.source_patient = named.id and link.valid_to is null"
            + " where named.identifiers @> array[$1::uuid] having count(distinct link.person) = 1)"
            + " group by person.id";

    private final Pool pool;
    private final Duration timeout;

    PersonRepository(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.readTimeout();
    }

    Uni<Optional<KnownPerson>> byNumber(ByNumber question) {
        return find(BY_NUMBER, question.number().value());
    }

    Uni<Optional<KnownPerson>> byPerson(ByPerson question) {
        return find(BY_PERSON, question.person());
    }

    Uni<Optional<KnownPerson>> bySourcePatient(BySourcePatient question) {
        return find(BY_SOURCE_PATIENT, question.sourcePatient());
    }

    Uni<Optional<KnownPerson>> byLocalIdentifier(ByLocalIdentifier question) {
        return find(BY_LOCAL_IDENTIFIER, question.identifier());
    }

    private Uni<Optional<KnownPerson>> find(String sql, Object key) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(key))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(PersonRepository::person);
    }

    private static Optional<KnownPerson> person(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        if (rows.rowCount() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next().getDelegate();
        String[] organisations = row.getArrayOfStrings(2);
        UUID[] patients = row.getArrayOfUUIDs(3);
        Boolean[] active = row.getArrayOfBooleans(4);
        List<KnownPerson.Source> sources = new ArrayList<>(patients.length);
        for (int i = 0; i < patients.length; i++) {
            sources.add(new KnownPerson.Source(organisations[i], patients[i], active[i]));
        }
        return Optional.of(new KnownPerson(row.getUUID(0), row.getBoolean(1), sources));
    }
}
