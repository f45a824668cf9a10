package care.weald.identity.staff;

import static care.weald.identity.samples.Calls.claims;
import static care.weald.identity.samples.Calls.feeding;
import static care.weald.identity.samples.Calls.person;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D7, rules 1 to 7, 16 and 17: what the trail is told about staff and the people whose records they open. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class StaffResourceTest {

    private static final String SCOPE = "system/PractitionerRole.u";
    private static final String HOME =
            "\"address\":[{\"line\":[\"7 Orchard Row\"],\"city\":\"Lenham\",\"postalCode\":\"%s\"}],";
    private static final String PHONE = "{\"system\":\"phone\",\"value\":\"%s\"}";

    /** The doctor whose caller token {@code Calls.person} sends. */
    private static String doctor(String organisation) {
        return "user-" + organisation + "-R8000";
    }

    private static String line(String user, String practitioner, String more) {
        return "{\"resourceType\":\"PractitionerRole\",\"identifier\":[{\"system\":\"https://weald.care/Id/user\",\"value\":\""
                + user + "\"}],\"contained\":[{\"resourceType\":\"Practitioner\"," + practitioner
                + "\"name\":[{\"family\":\"Quill\",\"given\":[\"Bea\"]}]}]" + more + "}";
    }

    private static String numbered(String number) {
        return "\"identifier\":[" + verified(number).replace("\n", "") + "],";
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse register(String organisation, String... lines) {
        return feeding(organisation, SCOPE)
                .contentType("application/fhir+ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .put("/staff")
                .then();
    }

    private static Set<String> near(String organisation, Map<String, Object> stored) {
        List<String> codes = person(
                        organisation, "{\"person\":\"" + Objects.requireNonNull(stored.get("person")) + "\"}")
                .getList("near", String.class);
        return codes == null ? Set.of() : Set.copyOf(codes);
    }

    @Test
    void whoLooksThemselvesUpIsToldApart() {
        String number = nhsNumber();
        Map<String, Object> own = store("KZ010", patient("", verified(number), local("staff-self")));
        Map<String, Object> other = store("KZ010", patient("", verified(nhsNumber()), local("staff-other")));
        register("KS001", line(doctor("KS001"), numbered(number), "")).statusCode(200);

        assertEquals(Set.of("self"), near("KS001", own));
        assertEquals(Set.of(), near("KS001", other));
        assertEquals(Set.of(), near("KS002", own));
    }

    @Test
    void theSameAddressNameAndTelephoneAreToldApart() {
        Map<String, Object> home = store("KZ010", patient(HOME.formatted("ME17 2QT"), local("staff-home")));
        Map<String, Object> name = store(
                "KZ010",
                patient("\"address\":[{\"line\":[\"9 Mill Lane\"],\"postalCode\":\"ME17 2QT\"}],", local("staff-name"))
                        .replace("Ashdown", "Quill"));
        Map<String, Object> contact = store(
                "KZ010",
                patient(
                        "\"contact\":[{\"telecom\":[" + PHONE.formatted("01622 496 0123") + "]}],",
                        local("staff-contact")));
        String telecom = "\"telecom\":[" + PHONE.formatted("+44 1622 4960123") + "],";

        register("KS003", line(doctor("KS003"), HOME.formatted("me172qt") + telecom, ""));

        assertEquals(Set.of("same-address"), near("KS003", home));
        assertEquals(Set.of("same-name-and-postcode"), near("KS003", name));
        assertEquals(Set.of("contact"), near("KS003", contact));
    }

    @Test
    void colleaguesAndWhomOneManagesAreToldApart() {
        String colleague = nhsNumber();
        String report = nhsNumber();
        Map<String, Object> first = store("KZ010", patient("", verified(colleague), local("staff-colleague")));
        Map<String, Object> second = store("KZ010", patient("", verified(report), local("staff-report")));
        String manager = ",\"extension\":[{\"url\":\"https://weald.care/StructureDefinition/line-manager\","
                + "\"valueIdentifier\":{\"system\":\"https://weald.care/Id/user\",\"value\":\"" + doctor("KS004")
                + "\"}}]";

        register(
                "KS004",
                line(doctor("KS004"), "", ""),
                line("colleague", numbered(colleague), ""),
                line("report", numbered(report), manager));

        assertEquals(Set.of("colleague"), near("KS004", first));
        assertEquals(Set.of("line-report"), near("KS004", second));
        assertEquals(Set.of(), near("KS005", first));
    }

    @Test
    void whoHasLeftIsAwayOrUnknownToTheRegisterIsToldApart() {
        Map<String, Object> anybody = store("KZ010", patient("", local("staff-anybody")));
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        register("KS006", line("somebody else", "", ""));
        assertEquals(Set.of("not-on-register"), near("KS006", anybody));

        register("KS006", line(doctor("KS006"), "", ",\"period\":{\"end\":\"2020-01-31\"}"));
        assertEquals(Set.of("staff-ended"), near("KS006", anybody));

        register(
                "KS006",
                line(doctor("KS006"), "", ",\"notAvailable\":[{\"during\":{\"start\":\"" + today + "T08:00:00Z\"}}]"));
        assertEquals(Set.of("staff-on-leave"), near("KS006", anybody));

        register("KS006").statusCode(200).body("members", equalTo(0));
        assertEquals(Set.of(), near("KS006", anybody));
    }

    @Test
    void aCitizenIsNotLookedForInTheRegister() {
        Map<String, Object> own = store("KZ010", patient("", local("staff-citizen")));
        register("KS011", line("somebody else", "", ""));
        String token = given().header(
                        "Authorization", "Bearer " + Peers.caller("identity-service", "KS011", "CIT", "PATRQT"))
                .contentType("application/json")
                .body("{\"person\":\"" + own.get("person") + "\"}")
                .post("/person-tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");

        assertNull(claims(token).getList("near"));
        assertEquals(Set.of("not-on-register"), near("KS011", own));
    }

    @Test
    void theMarkedAndTheLongDeadAreToldToEverybodysTrail() {
        Map<String, Object> marked = store(
                "KZ010",
                patient(
                        "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\","
                                + "\"code\":\"CEL\"}]},",
                        local("staff-marked")));
        Map<String, Object> dead = store("KZ010", patient("\"deceasedDateTime\":\"2019-05-01\",", local("staff-dead")));
        Map<String, Object> lately = store(
                "KZ010",
                patient(
                        "\"deceasedDateTime\":\""
                                + LocalDate.now(ZoneOffset.UTC).minusDays(9) + "\",",
                        local("staff-late")));

        assertEquals(Set.of("marked"), near("KS007", marked));
        assertEquals(Set.of("deceased"), near("KS007", dead));
        assertEquals(Set.of(), near("KS007", lately));
    }

    @ParameterizedTest
    @CsvSource({
        "system/Patient.u,403",
        "system/PractitionerRole.r,403",
        "user/PractitionerRole.u,403",
        "system/*.cu,200",
    })
    void onlyASystemThatMayUpdateStaffTellsWhoWorksHere(String scope, int status) {
        feeding("KS008", scope)
                .contentType("application/fhir+ndjson")
                .body(new byte[0])
                .put("/staff")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"resourceType\":\"Patient\"};PractitionerRole.resourceType",
                "{\"resourceType\":\"PractitionerRole\"};PractitionerRole.identifier",
                "{\"resourceType\":\"PractitionerRole\";PractitionerRole",
                "{\"resourceType\":\"PractitionerRole\",\"identifier\":[{\"system\":\"https://weald.care/Id/user\","
                        + "\"value\":\"x\"}]};PractitionerRole.contained",
            })
    void aRegisterWithAFaultChangesNothing(String faulty, String place) {
        Map<String, Object> anybody = store("KZ010", patient("", local("staff-fault")));
        register("KS009", line(doctor("KS009"), "", ",\"period\":{\"end\":\"2020-01-31\"}"))
                .statusCode(200);

        register("KS009", line("new", "", ""), faulty).statusCode(400).body("place", equalTo("line[2]." + place));

        assertEquals(Set.of("staff-ended"), near("KS009", anybody));
    }

    @Test
    void daysAndNumbersThatCannotBeAndUsersNamedTwiceAreRefused() {
        register("KS010", line("a", "", ",\"period\":{\"end\":\"2020-02-31\"}"))
                .statusCode(400)
                .body("place", equalTo("line[1].PractitionerRole.period.end"));
        register("KS010", line("a", "", ",\"period\":{\"start\":\"0000-01-01\"}"))
                .statusCode(400)
                .body("place", equalTo("line[1].PractitionerRole.period.start"));
        register("KS010", line("a\\u0000", "", ""))
                .statusCode(400)
                .body("place", equalTo("line[1].PractitionerRole.identifier"));
        register("KS010", line("a", "", ",\"notAvailable\":[{\"during\":{}}]"))
                .statusCode(400)
                .body("place", equalTo("line[1].PractitionerRole.notAvailable[0].during"));
        register("KS010", line("a", numbered("9990001112"), ""))
                .statusCode(400)
                .body("place", equalTo("line[1].PractitionerRole.contained[0].identifier"));
        register("KS010", line("a", "", ""), "", line("a", "", ""))
                .statusCode(400)
                .body("place", equalTo("line[3].PractitionerRole.identifier"));
    }
}
