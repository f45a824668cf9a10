package care.weald.identity.feed;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.unlink;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static care.weald.identity.samples.Traces.resident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.model.Model;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** New registrations without a verified NHS number. */
@QuarkusTest
@TestProfile(MatchedFeedTest.Linking.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class MatchedFeedTest {

    /** Feeds link by match. */
    public static class Linking implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weald.match.feeds", "link");
        }
    }

    @Inject
    Pool pool;

    private static UUID id(Map<String, Object> stored, String name) {
        return UUID.fromString(String.valueOf(Objects.requireNonNull(stored.get(name))));
    }

    private Row row(String sql, UUID... values) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(values))
                .await()
                .indefinitely()
                .iterator()
                .next();
    }

    private long reviews(Map<String, Object> one, Map<String, Object> other) {
        return row(
                        "select count(*) from review_task where a = least($1::uuid, $2::uuid)"
                                + " and b = greatest($1::uuid, $2::uuid)",
                        id(one, "sourcePatient"),
                        id(other, "sourcePatient"))
                .getLong(0);
    }

    @Test
    void whoIsCertainlyTheSameIsLinkedAndTheLinkSaysWhy() {
        Map<String, Object> first = store(
                "KZ270", resident("Certainoak", "", "Certainoak", "1983-04-17", verified(nhsNumber()), local("f-1")));
        Map<String, Object> second =
                store("KZ271", resident("Certainoak", "", "Certainoak", "1983-04-17", local("f-1")));

        assertEquals(id(first, "person"), id(second, "person"));
        Row link = row(
                "select origin, weight, probability, model_version, explanation from link"
                        + " where source_patient = $1 and valid_to is null",
                id(second, "sourcePatient"));
        assertEquals("match", link.getString(0));
        assertEquals(Model.shipped().version(), link.getString(3));
        assertTrue(link.getDouble(1) > 20);
        assertTrue(link.getDouble(2) > 0.9999);
        assertTrue(link.getJsonObject(4).getJsonArray("fields").size() > 3);
        assertEquals(
                id(first, "person"),
                id(
                        store(
                                "KZ271",
                                resident("Certainoak", "\"active\":true,", "Certainoak", "1983-04-17", local("f-1"))),
                        "person"));
    }

    @Test
    void aTwinIsAPersonOfTheirOwn() {
        Map<String, Object> first = store("KZ270", resident("Twinoak", "", "Twinoak", "1983-04-18", local("f-2")));

        Map<String, Object> twin = store(
                "KZ271",
                resident("Twinoak", "", "Twinoak", "1983-04-18", local("f-2")).replace("Rosalind", "Petronella"));

        assertNotEquals(id(first, "person"), id(twin, "person"));
    }

    @Test
    void whoMightBeARestrictedPersonIsForAStewardToSay() {
        Map<String, Object> first =
                store("KZ270", resident("Hiddenoak", RESTRICTED, "Hiddenoak", "1983-04-19", local("f-3")));

        Map<String, Object> second = store("KZ271", resident("Hiddenoak", "", "Hiddenoak", "1983-04-19", local("f-3")));

        assertNotEquals(id(first, "person"), id(second, "person"));
    }

    @Test
    void whoWasTakenOutIsNotLinkedAgain() {
        Map<String, Object> first = store("KZ001", resident("Apartoak", "", "Apartoak", "1983-04-20", local("f-4")));
        Map<String, Object> second = store("KZ271", resident("Apartoak", "", "Apartoak", "1983-04-20", local("f-4")));
        assertEquals(id(first, "person"), id(second, "person"));

        unlink(id(first, "person"), id(second, "sourcePatient")).statusCode(200);

        assertNotEquals(
                id(first, "person"),
                id(
                        store(
                                "KZ271",
                                resident("Apartoak", "\"active\":true,", "Apartoak", "1983-04-20", local("f-4"))),
                        "person"));
    }

    @Test
    void aLikelyPairIsPutOnTheWorkListOnce() {
        Map<String, Object> first = store("KZ270", resident("Likelyoak", "", "Likelyoak", "1983-04-21", local("f-5")));
        String like = resident("Farfromthere", "", "Likelyoak", "1983-04-21", local("f-5"));
        Map<String, Object> second = store("KZ271", like);
        store("KZ271", like.replace("\"gender\"", "\"active\":true,\"gender\""));

        assertNotEquals(id(first, "person"), id(second, "person"));
        assertEquals(1, reviews(first, second));
    }
}
