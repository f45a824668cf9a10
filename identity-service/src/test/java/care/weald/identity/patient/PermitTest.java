package care.weald.identity.patient;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.doctor;
import static care.weald.identity.samples.Calls.permit;
import static care.weald.identity.samples.Calls.read;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Calls.weald;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class PermitTest {

    private static final Map<String, String> DOCTOR = Map.of("cat-01", "F");

    private JsonPath person = new JsonPath("{}");
    private String sub = "";

    @BeforeEach
    void somebodyIsKnown() {
        String number = nhsNumber();
        store("KZ030", patient("", verified(number), local("permit-" + number)));
        person = byNumber(number);
        sub = person.getString("sub");
    }

    private void refused(String permit) {
        read(sub, permit).then().statusCode(403).body("type", equalTo("urn:weald:problem:refused"));
    }

    @Test
    void aPermitForThisPersonOpensThem() {
        read(sub, permit(sub, weald(person, DOCTOR))).then().statusCode(200).body("id", equalTo(sub));
    }

    @Test
    void withoutAPermitNobodyIsShown() {
        given().header("Authorization", "Bearer " + doctor("KZ001"))
                .get("/patients/" + sub)
                .then()
                .statusCode(403);
        refused("not.a.token");
    }

    @Test
    void aPermitForAnotherServiceIsRefused() {
        refused(signed("consent-service", "weald-permit+jwt", "record-service", "user-KZ001-R8000"));
    }

    @Test
    void anotherCallersPermitIsRefused() {
        refused(signed("consent-service", "weald-permit+jwt", "identity-service", "user-KZ002-R8000"));
    }

    @Test
    void anotherKindOfTokenIsRefused() {
        refused(signed("consent-service", "weald-person+jwt", "identity-service", "user-KZ001-R8000"));
    }

    @Test
    void aPermitOfAnotherSignerIsRefused() {
        refused(signed("gateway", "weald-permit+jwt", "identity-service", "user-KZ001-R8000"));
    }

    @Test
    void anotherPersonsPermitIsRefused() {
        String other = nhsNumber();
        store("KZ030", patient("", verified(other), local("other-" + other)));
        JsonPath somebody = byNumber(other);

        refused(permit(somebody.getString("sub"), weald(somebody, DOCTOR)));
    }

    @Test
    void aDenyOpensNothing() {
        Map<String, Object> deny = new HashMap<>(weald(person, DOCTOR));
        deny.put("decision", "deny");

        refused(permit(sub, deny));
    }

    @Test
    void sourcePatientsOfOthersInAPermitAddNothing() {
        String other = nhsNumber();
        store("KZ030", patient("", verified(other), local("stray-" + other)));
        Map<String, Object> weald = new HashMap<>(weald(person, DOCTOR));
        weald.put("source_patients", byNumber(other).getList("source_patients"));

        read(sub, permit(sub, weald)).then().statusCode(404);
    }

    private String signed(String signer, String typ, String audience, String subject) {
        return Peers.sign(
                signer,
                typ,
                audience,
                subject,
                Map.of("extensions", Map.of("ihe_pcf", Map.of("patient_id", sub)), "weald", weald(person, DOCTOR)));
    }
}
