package care.weald.identity.index;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.numbered;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Traces.resident;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.match.Demographics;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the database makes of a row for comparison, and what is read from it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ComparedTest {

    private static final String ORGANISATION = "KZ031";
    private static final Demographics NOTHING = Demographics.builder().build();

    @Inject
    Pool pool;

    private Demographics stored(String patient) {
        UUID source =
                UUID.fromString(String.valueOf(store(ORGANISATION, patient).get("sourcePatient")));
        return IndexRow.of(pool.preparedQuery("select compared from match_row where source_patient = $1")
                .execute(Tuple.of(source))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0));
    }

    @Test
    void whatIsStoredIsReadBackAsItWas() throws JsonProcessingException {
        List<String> patients = List.of(
                resident("Comparedon", "", "Compared-Names", "1961-02-03", local("c-1"), verified(nhsNumber())),
                resident("Comparedby", "\"deceasedDateTime\":\"2020-03\",", "O'Compared", "1961", local("c-2")),
                patient("", local("c-3"), numbered(nhsNumber(), "02")),
                "{\"resourceType\":\"Patient\",\"gender\":\"unknown\",\"identifier\":[" + local("c-4") + "]}",
                resident("Comparedal", "\"gender\":\"other\",", "شريف", "1961-02-30", local("c-5"))
                        .replace("\"gender\":\"female\",", "")
                        .replace("1961-02-30", "1961-02-28"));
        for (String patient : patients) {
            Demographics meant = PatientDemographics.of(new ObjectMapper().readTree(patient), ORGANISATION);
            assertEquals(meant, stored(patient));
        }
    }

    @Test
    void aValueThatHoldsADividerSaysNothing() {
        String one = String.join("\u001f", "", "f", "", "0", "UNKNOWN", "0", "1") + "\u001f0".repeat(8);

        assertEquals(
                List.of("KZ001 a|1"),
                IndexRow.of(one + "\u001fKZ001 a|1").numbers().identifiers());
        assertEquals(NOTHING, IndexRow.of(one + "\u001fKZ031 b\u001fKZ001 a|1"));
    }
}
