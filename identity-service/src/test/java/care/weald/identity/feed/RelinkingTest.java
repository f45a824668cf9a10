package care.weald.identity.feed;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Calls.person;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.numbered;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.transaction;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.merge;
import static care.weald.identity.samples.Stewards.unlink;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moves a registration from one person to another, and what never does. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RelinkingTest {

    private static final String RESTRICTED = """
            "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},""";

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(strings = {"check", "commit"})
    void aRegistrationNeverMovesToAnotherVerifiedNumber(String phase) {
        // Given two people, one of them registered at a practice
        String rosas = nhsNumber();
        String others = nhsNumber();
        String own = local("renumbered-" + phase);
        Object rosa = store("KZ055", patient("", verified(rosas), own)).get("person");
        store("KZ056", patient("", verified(others), own));

        // When the registration comes with the other's number, or one that nobody has
        for (String number : new String[] {others, nhsNumber()}) {
            feed("KZ055", phase, transaction(patient("", verified(number), own)))
                    .statusCode(409)
                    .body("type", equalTo("urn:weald:problem:conflict"))
                    .body("entry", equalTo(0))
                    .body("place", equalTo("Patient.identifier"));
            feed("KZ055", phase, bundle("batch", entry(patient("", verified(number), own))))
                    .statusCode(200)
                    .body("patients[0].problem.status", equalTo(409));
        }

        // Then
        assertEquals(rosa, store("KZ055", patient("", verified(rosas), own)).get("person"));
        assertEquals(1, byNumber(others).getList("source_patients").size());
    }

    @Test
    void twoNumbersOfOneRegistrationInOneBatchAreAConflictUnderTheLock() {
        String first = nhsNumber();
        String own = local("renumbered-in-batch");

        feed(
                        "KZ055",
                        "commit",
                        bundle(
                                "batch",
                                entry(patient("", verified(first), own)),
                                entry(patient("", verified(nhsNumber()), own)),
                                entry(patient("", local("renumbered-in-batch-2")))))
                .statusCode(200)
                .body("patients[0].status", equalTo("201 Created"))
                .body("patients[1].problem.status", equalTo(409))
                .body("patients[2].status", equalTo("201 Created"));

        assertTrue(byNumber(first).getBoolean("known"));
    }

    @Test
    void theSuccessorOfItsNumberIsTaken() {
        String former = nhsNumber();
        String current = nhsNumber();
        Object person = store("KZ055", patient("", verified(former), local("succeeded")))
                .get("person");
        pool.preparedQuery("insert into nhs_number (number, person, state, superseded_by)"
                        + " values ($1::text, $2, 'superseded', $3::text)")
                .execute(Tuple.of(current, UUID.fromString(String.valueOf(person)), former))
                .await()
                .indefinitely();
        pool.preparedQuery("update nhs_number set state = 'superseded', superseded_by = $2::text"
                        + " where number = $1::text")
                .execute(Tuple.of(former, current))
                .await()
                .indefinitely();
        pool.preparedQuery("update nhs_number set state = 'current', superseded_by = null where number = $1::text")
                .execute(Tuple.of(current))
                .await()
                .indefinitely();

        assertEquals(
                person,
                store("KZ055", patient("", verified(current), local("succeeded")))
                        .get("person"));
    }

    @Test
    void aCorrectedBirthDateStaysWithItsPersonAndLetsOthersJoin() {
        // Given a practice that made the person, and a hospital with another birth date
        String number = nhsNumber();
        String practice = patient("", verified(number), local("date-1"));
        String hospital = patient("", verified(number), local("date-2")).replace("1970-03-04", "1970-04-03");
        Object person = store("KZ055", practice).get("person");
        assertNotEquals(person, store("KZ056", hospital).get("person"));

        // When the practice corrects its date, and the hospital sends what it sent before
        Object corrected =
                store("KZ055", practice.replace("1970-03-04", "1970-04-03")).get("person");
        Map<String, Object> again = store("KZ056", hospital);

        // Then
        assertEquals(person, corrected);
        assertEquals(person, again.get("person"));
        assertEquals(1, again.get("version"));
        assertEquals(
                person,
                store("KZ056", hospital.replace("1970-04-03", "1970-04-05")).get("person"));
    }

    @Test
    void olderContentNeverRelinks() {
        String number = nhsNumber();
        String stamp = "\"meta\":{\"lastUpdated\":\"%s\"},";
        Object person = store("KZ055", patient(stamp.formatted("2026-05-02T10:00:00Z"), verified(number), local("old")))
                .get("person");

        assertEquals(
                person,
                store("KZ055", patient(stamp.formatted("2026-05-01T10:00:00Z"), numbered(number, "03"), local("old")))
                        .get("person"));
        assertTrue(byNumber(number).getBoolean("known"));
    }

    @Test
    void whoLeftAndComesBackAloneFindsTheirPerson() {
        String number = nhsNumber();
        Object person =
                store("KZ055", patient("", verified(number), local("back"))).get("person");
        store("KZ055", patient("", numbered(number, "05"), local("back")));

        assertNotEquals(
                person,
                store("KZ056", patient("", verified(number), local("back"))).get("person"));
        assertEquals(
                person,
                store("KZ055", patient("", verified(number), local("back"))).get("person"));
    }

    @Test
    void nobodyIsLinkedToARestrictedPersonByThemselves() throws SQLException {
        String labelled = nhsNumber();
        String steward = nhsNumber();
        Object first = store("KZ055", patient(RESTRICTED, verified(labelled), local("hidden")))
                .get("person");
        Object second = store("KZ055", patient("", verified(steward), local("hidden-2")))
                .get("person");
        restrict(second);

        assertNotEquals(
                first,
                store("KZ056", patient("", verified(labelled), local("hidden"))).get("person"));
        assertNotEquals(
                second,
                store("KZ056", patient("", verified(steward), local("hidden-2")))
                        .get("person"));
    }

    @Test
    void aStewardsRestrictionIsNotLostByLeaving() throws SQLException {
        String number = nhsNumber();
        Object before =
                store("KZ055", patient("", verified(number), local("leaver"))).get("person");
        restrict(before);

        Object after = store("KZ055", patient("", numbered(number, "05"), local("leaver")))
                .get("person");

        assertNotEquals(before, after);
        assertTrue(person("KZ001", "{\"person\":\"" + after + "\"}").getBoolean("restricted"));
        Object open = store("KZ055", patient("", local("never"))).get("person");
        assertFalse(person("KZ001", "{\"person\":\"" + open + "\"}").getBoolean("restricted"));
    }

    @Test
    void aFeedTakesNeitherSideOutOfWhatAStewardHasMerged() {
        // Given a merge of one without a number into one with a number, and one who has joined that number since
        String number = nhsNumber();
        Map<String, Object> source = store("KZ001", patient("", local("side-1")));
        Map<String, Object> target = store("KZ001", patient("", verified(number), local("side-2")));
        merge(String.valueOf(source.get("person")), String.valueOf(target.get("person")))
                .statusCode(200);
        Object person = target.get("person");
        Map<String, Object> later = store("KZ055", patient("", verified(number), local("side-3")));
        assertEquals(person, later.get("person"));

        // When feeds say that neither has that number, and of the one who was merged nothing of the kind
        String unverified = numbered(number, "05");
        assertEquals(
                person, store("KZ001", patient("", unverified, local("side-2"))).get("person"));
        assertEquals(person, store("KZ001", patient("", local("side-2"))).get("person"));
        assertEquals(
                person, store("KZ001", patient("", unverified, local("side-1"))).get("person"));

        // Then another number is refused of both, and only who came by themselves may go by themselves
        for (String name : new String[] {"side-1", "side-2"}) {
            feed("KZ001", "commit", transaction(patient("", verified(nhsNumber()), local(name))))
                    .statusCode(409);
        }
        assertNotEquals(
                person, store("KZ055", patient("", unverified, local("side-3"))).get("person"));

        // And once the merge is undone a feed decides again
        unlink(String.valueOf(person), String.valueOf(source.get("sourcePatient")))
                .statusCode(200);
        assertNotEquals(
                person,
                store("KZ001", patient("\"active\":true,", unverified, local("side-2")))
                        .get("person"));
    }

    /** As a steward does: with the owner's rights. */
    private static void restrict(@Nullable Object person) throws SQLException {
        var config = ConfigProvider.getConfig();
        try (Connection owner = DriverManager.getConnection(
                        config.getValue("quarkus.flyway.jdbc-url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class));
                var update = owner.prepareStatement("update person set restricted = true where id = ?::uuid")) {
            update.setString(1, String.valueOf(person));
            assertEquals(1, update.executeUpdate());
        }
    }
}
