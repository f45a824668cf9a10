package care.weald.gateway.enforcement;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ItemRefusalTest extends GatewayTest {

    private static void denied(String reason, String shown) {
        Services.instead(
                "consent-service",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"" + reason + "\",\"shown\":\"" + shown
                        + "\",\"permits\":{\"audit-service\":\"deny-permit\"}}"));
    }

    @Test
    void anItemOfSomebodyWithoutARelationshipLooksAsOneOfNobody() {
        denied("relationship", "refused");
        Response stranger = doctor().get("/fhir/Observation/{id}", Usual.ITEM);
        List<String> hops = Services.lines();
        Services.Asked event = Services.last("audit-service");
        Services.reset();

        denied("person-known", "absent");
        Response nobody = doctor().get("/fhir/Observation/{id}", Usual.ITEM);

        assertEquals(404, stranger.statusCode());
        assertArrayEquals(nobody.asByteArray(), stranger.asByteArray());
        assertEquals(Services.lines(), hops);
        assertEquals("deny-permit", event.headers().get("weald-permit"));
        assertTrue(event.body().contains("\"status\":404"), event.body());
    }

    @Test
    void whatDoesNotDependOnThePersonIsStillSaid() {
        denied("agreement-live", "refused");

        doctor().get("/fhir/Observation/{id}", Usual.ITEM)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("agreement-live"));
    }

    @Test
    void aPersonAskedForByIdMayBeClaimedAndSoIsRefusedOpenly() {
        denied("relationship", "refused");

        doctor().get("/fhir/Patient/{id}", Usual.ALICE).then().statusCode(403);
    }

    @Test
    void aRecordIsReleasedWithoutAPatientThatIdentityServiceDoesNotShow() {
        Services.instead("identity-service GET /patients", asked -> Reply.problem(404, "not-found", ""));

        for (String operation : List.of("$record", "$everything")) {
            doctor().get("/fhir/Patient/{id}/" + operation, Usual.ALICE)
                    .then()
                    .statusCode(200)
                    .body("entry.resource.resourceType", equalTo(List.of("Observation")));
            assertTrue(Services.last("audit-service").body().contains("\"categories\":[\"cat-16\"],\"items\":1"));
        }
    }
}
