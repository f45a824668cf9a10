package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The match model of all partners is seen and changed by the stewards of the organisation that runs the service. */
@ExtendWith(RunningStack.class)
class MatchModelIT {

    private static final String REASON = "{\"reason\":\"As the board decided\"}";

    private final Api steward = Api.as("index.marsh");

    @Test
    void theShippedModelIsInForceAndThereIsNoneBeforeIt() {
        // When
        Answer list = steward.get("/match-models");
        Answer report = steward.get("/match-models/weald-2/report");
        Answer back = steward.post("/match-models/weald-2/$roll-back", "application/json", REASON);

        // Then
        assertEquals(200, list.status(), list.body());
        assertTrue(list.header("x-weald-receipt").isPresent());
        assertEquals("weald-2", list.json().path("active").asText());
        assertEquals(64, list.json().at("/models/0/sha256").asText().length());
        assertEquals(200, report.status(), report.body());
        assertEquals(409, back.status(), back.body());
        assertTrue(back.body().contains("\"first\""), back.body());
    }

    @Test
    void nobodyElseSeesOrChangesIt() {
        for (String other : new String[] {"gp.bell", "records.dean", "privacy.grant"}) {
            assertEquals(403, Api.as(other).get("/match-models").status(), other);
            assertEquals(
                    403,
                    Api.as(other)
                            .post("/match-models/weald-2/$roll-back", "application/json", REASON)
                            .status(),
                    other);
        }
    }
}
