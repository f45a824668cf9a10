package care.weald.gateway.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live services are asked about objectors as staff would, and what comes is told and kept by nobody (D10). */
@QuarkusTest
class ProbesTest extends GatewayTest {

    private static final String OBJECTION = "019a0000-0000-7000-8000-000000000007";

    @Inject
    Probes probes;

    @BeforeEach
    void oneObjectionIsToBeProbed() {
        AtomicBoolean claimed = new AtomicBoolean();
        Services.instead(
                "consent-service POST /probes/claims",
                asked -> Reply.ok(
                        claimed.getAndSet(true)
                                ? "{\"claims\":[]}"
                                : "{\"claims\":[{\"objection\":\"" + OBJECTION + "\",\"person\":\"" + Usual.ALICE
                                        + "\"}]}"));
        Services.instead(
                "identity-service POST /person-tokens", asked -> Reply.ok("{\"tokens\":[\"token-of-alice\"]}"));
        Services.instead(
                "consent-service POST /probes/plans",
                asked -> Reply.ok(
                        "{\"asks\":[{\"probe\":\"019a0000-0000-7000-8000-000000000008\",\"objection\":\"" + OBJECTION
                                + "\",\"organisation\":\"KZ016\",\"role\":\"R8000\",\"categories\":[\"cat-07\"]}]}"));
        Services.instead("consent-service POST /probes/results", asked -> new Reply(204, Map.of(), ""));
    }

    private void run() throws Throwable {
        Object _ = VertxContextSupport.subscribeAndAwait(() -> probes.probe());
    }

    private static String told() {
        return Services.last("consent-service POST /probes/results").body();
    }

    @Test
    void d10ARefusalIsToldWithItsReasonAndNothingIsAudited() throws Throwable {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"deny\",\"decisionId\":\"x\",\"reason\":\"person-known\",\"shown\":"
                        + "\"absent\",\"permits\":{\"audit-service\":\"deny\"}}"));

        run();

        assertTrue(told().contains("\"decision\":\"deny\""), told());
        assertTrue(told().contains("person-known"));
        assertTrue(Services.last("consent-service POST /decisions").body().contains("token-of-alice"));
        assertTrue(Services.last("consent-service POST /decisions").caller().contains("\"urn:weald:probe\""));
        assertFalse(Services.lines().contains("audit-service POST /events"));
    }

    @Test
    void d10WhatIsShownAllTheSameIsTold() throws Throwable {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"permit\",\"decisionId\":\"x\",\"permits\":{\"audit-service\":\"a\","
                        + "\"record-service\":\"r\"}}"));
        Services.instead(
                "record-service GET /record",
                asked -> new Reply(
                        200,
                        Map.of(
                                "Content-Type",
                                "application/fhir+json",
                                "Weald-Disclosure",
                                "{\"categories\":[\"cat-07\"],\"items\":1,\"withheld\":0,\"organisations\":[]}"),
                        "{\"resourceType\":\"Bundle\"}"));

        run();

        assertTrue(told().contains("\"categories\":[\"cat-07\"]"), told());
        assertEquals(
                "/record?category=cat-07",
                Services.last("record-service GET /record").target());
    }

    @Test
    void d10WhatCouldNotBeAskedIsToldToo() throws Throwable {
        Services.instead("consent-service POST /decisions", asked -> new Reply(503, Map.of(), "{}"));

        run();

        assertTrue(told().contains("\"decision\":\"failed\""), told());
    }
}
