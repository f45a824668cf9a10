package care.weald.gateway.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClosingTest extends GatewayTest {

    private static final String CLOSINGS = "audit-service POST /closings";

    @Inject
    Closings closings;

    @BeforeEach
    void whatOtherTestsDisclosedIsTold() {
        tell();
        Services.reset();
    }

    @Test
    void aDisclosureThatWasSentIsClosedUnderItsEvent() {
        // Given a disclosure
        doctor().get("/fhir/Patient/" + Usual.ALICE).then().statusCode(200);
        String event = Usual.eventId(Services.last("audit-service POST /events"));
        // When what ended is told
        toldAbout(event);
        // Then its event is among it, in the gateway's own name
        Services.Asked told = Services.last(CLOSINGS);
        assertTrue(told.body().contains("\"event\":\"" + event + "\",\"outcome\":\"sent\""), told.body());
        assertTrue(told.caller().contains("\"weald-gateway\""));
    }

    @Test
    void aRefusalDisclosesNothingAndIsNotClosed() {
        doctor().get("/fhir/Patient/" + Usual.REFUSED).then().statusCode(403);
        String refusal = Usual.eventId(Services.last("audit-service POST /events"));
        doctor().get("/fhir/Patient/" + Usual.ALICE).then().statusCode(200);

        toldAbout(Usual.eventId(Services.last("audit-service POST /events")));

        assertTrue(Services.ASKED.stream()
                .filter(asked -> asked.line().startsWith(CLOSINGS))
                .noneMatch(asked -> asked.body().contains(refusal)));
    }

    @Test
    void whatIsNotKnownToBeKeptIsToldAgainUnderTheSameId() {
        // Given a disclosure, and a trail that is away
        Services.instead(CLOSINGS, asked -> Reply.problem(503, "unavailable", ""));
        doctor().get("/fhir/Patient/" + Usual.ALICE).then().statusCode(200);
        toldAbout(Usual.eventId(Services.last("audit-service POST /events")));
        String first = Services.last(CLOSINGS).body();
        // When it is back
        Services.instead(CLOSINGS, asked -> new Reply(204, Map.of(), ""));
        tell();
        // Then the very same was told
        assertEquals(first, Services.last(CLOSINGS).body());
        Services.reset();
        tell();
        assertFalse(Services.lines().contains(CLOSINGS));
    }

    /** Tells until the ending of {@code event}, which comes a moment after its answer, is among what was told. */
    private void toldAbout(String event) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        do {
            assertTrue(System.nanoTime() < end, "never told");
            tell();
        } while (Services.ASKED.stream()
                .noneMatch(asked ->
                        asked.line().startsWith(CLOSINGS) && asked.body().contains(event)));
    }

    private void tell() {
        Object _ = closings.tell().await().atMost(Duration.ofSeconds(5));
    }
}
