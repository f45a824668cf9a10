package care.weald.identity.link;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that hold whatever the code does. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SchemaTest {

    private static final String NO_PRIVILEGE = "42501";
    private static final String CHECK = "23514";
    private static final String UNIQUE = "23505";

    @Inject
    Pool pool;

    private String state(String sql) {
        return assertThrows(PgException.class, () -> pool.query(sql).executeAndAwait())
                .getSqlState();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person",
                "source_patient",
                "source_patient_version",
                "link",
                "nhs_number",
                "no_link",
                "steward_action",
                "review_task"
            })
    void nothingCanBeDeleted(String table) {
        assertEquals(NO_PRIVILEGE, state("delete from " + table));
        assertEquals(NO_PRIVILEGE, state("truncate " + table));
    }

    @Test
    void versionsAndLinksCannotBeRewritten() {
        assertEquals(NO_PRIVILEGE, state("update source_patient_version set version = 1"));
        assertEquals(NO_PRIVILEGE, state("update link set person = person"));
        assertEquals(NO_PRIVILEGE, state("update steward_action set reason = ''"));
        assertEquals(NO_PRIVILEGE, state("update no_link set sealed = false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9912003814", "0000000000", "1111111111", "123", "99120O3888"})
    void onlyAnNhsNumberIsStoredAsOne(String number) {
        assertEquals(CHECK, state("select '" + number + "'::nhs_number_value"));
        assertEquals(
                "9912003888",
                pool.query("select '9912003888'::nhs_number_value::text")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getString(0));
    }

    @Test
    void aPersonHasOneCurrentNumberAndASourcePatientOnePerson() {
        Map<String, Object> stored = store("KZ060", patient("", verified(nhsNumber()), local("schema")));
        String person = "'" + stored.get("person") + "'";

        assertEquals(
                UNIQUE,
                state("insert into nhs_number (number, person) values ('" + nhsNumber() + "', " + person + ")"));
        assertEquals(
                UNIQUE,
                state("insert into link (source_patient, person, origin) values ('" + stored.get("sourcePatient")
                        + "', " + person + ", 'new')"));
    }
}
