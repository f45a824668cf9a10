package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.merge;
import static care.weald.identity.samples.Stewards.mergeOnce;
import static care.weald.identity.samples.Stewards.parameters;
import static care.weald.identity.samples.Stewards.registered;
import static care.weald.identity.samples.Stewards.unlink;
import static care.weald.identity.samples.Stewards.unlinkOnce;
import static care.weald.identity.samples.Stewards.unlinking;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.steward.PersonName.ById;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same request again, under the same key. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RepeatedRequestTest {

    private static final Steward STEWARD = new Steward("steward-again", "KZ001");

    @Inject
    PatientMerger merger;

    @Inject
    PatientUnlinker unlinker;

    private static String text(Map<String, Object> stored, String name) {
        return String.valueOf(Objects.requireNonNull(stored.get(name)));
    }

    private static Map<String, Object> registration(String name) {
        return store("KZ001", patient("", local(name)));
    }

    private static UUID person(String name) {
        return UUID.fromString(text(registration(name), "person"));
    }

    @Test
    void aMergeBySourceIdentifierIsAnsweredAgainThoughTheIdentifierNowLeadsToTheOtherOne() {
        // Given
        String key = UUID.randomUUID().toString();
        String number = nhsNumber();
        store("KZ001", patient("", verified(number), local("again-1")));
        String target = text(registration("again-2"), "person");
        String body = """
                {"resourceType":"Parameters","parameter":[
                 {"name":"source-patient-identifier","valueIdentifier":
                  {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}},
                 {"name":"target-patient","valueReference":{"reference":"Patient/%s"}},
                 {"name":"reason","valueString":"Typed twice"}]}""".formatted(number, target);
        String first = mergeOnce(key, body).statusCode(200).extract().asString();
        assertEquals(target, byNumber(number).getString("sub"));

        // When
        String again = mergeOnce(key, body).statusCode(200).extract().asString();

        // Then
        assertEquals(first, again);
        mergeOnce(UUID.randomUUID().toString(), body).statusCode(422).body("rule", equalTo("same"));
    }

    @Test
    void aKeyIsTakenForNoOtherRequest() {
        String key = UUID.randomUUID().toString();
        UUID one = person("again-3");
        UUID two = person("again-4");
        mergeOnce(key, parameters(one, two, "")).statusCode(200);

        mergeOnce(key, parameters(two, one, "")).statusCode(409).body("rule", equalTo("key"));
        mergeOnce(key, parameters(one, two, "").replace("Registered twice", "Another reason"))
                .statusCode(409)
                .body("rule", equalTo("key"));
        unlinkOnce(key, two, UUID.randomUUID()).statusCode(409).body("rule", equalTo("key"));
    }

    @Test
    void aKeyBelongsToOneStewardForOneOrganisation() {
        String key = UUID.randomUUID().toString();
        Order.Merge order =
                new Order.Merge(new ById(person("again-5")), new ById(person("again-6")), false, "Registered twice");
        List<Steward> others = List.of(new Steward("steward-again", "KZ901"), new Steward("steward-other", "KZ001"));

        Outcome done = merger.merge(order, STEWARD, key).await().indefinitely();

        assertTrue(done instanceof Outcome.Merged);
        for (Steward other : others) {
            assertTrue(merger.merge(order, other, key).await().indefinitely() instanceof Outcome.Refused);
        }
        assertEquals(done, merger.merge(order, STEWARD, key).await().indefinitely());
    }

    @Test
    void whatHasBeenUndoneIsNotAnsweredAsDone() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> one = registration("again-7");
        Map<String, Object> two = registration("again-8");
        String body = parameters(text(one, "person"), text(two, "person"), "");
        mergeOnce(key, body).statusCode(200);
        String unlinked = UUID.randomUUID().toString();
        unlinkOnce(unlinked, text(two, "person"), text(one, "sourcePatient")).statusCode(200);

        mergeOnce(key, body).statusCode(409).body("rule", equalTo("undone"));
        merge(text(one, "person"), text(two, "person")).statusCode(200);

        unlinkOnce(unlinked, text(two, "person"), text(one, "sourcePatient"))
                .statusCode(409)
                .body("rule", equalTo("undone"));
        mergeOnce(key, body).statusCode(409).body("rule", equalTo("undone"));
    }

    @Test
    void anUnlinkWithAKeyIsAnsweredAgainInTheSameWords() {
        String key = UUID.randomUUID().toString();
        String number = nhsNumber();
        Map<String, Object> one = store("KZ001", patient("", verified(number), local("again-9")));
        Map<String, Object> two = store("KZ001", patient("", verified(number), local("again-10")));
        var first = unlinkOnce(key, text(one, "person"), text(two, "sourcePatient"))
                .statusCode(200)
                .extract();
        String apart = registered(text(two, "sourcePatient")).getString("sub");

        var again = unlinkOnce(key, text(one, "person"), text(two, "sourcePatient"))
                .statusCode(200)
                .extract();

        assertEquals(first.asString(), again.asString());
        assertEquals(first.header("Weald-Disclosure"), again.header("Weald-Disclosure"));
        assertEquals(apart, registered(text(two, "sourcePatient")).getString("sub"));
        assertNotEquals(text(one, "person"), apart);
        unlink(text(one, "person"), text(two, "sourcePatient")).statusCode(422);
        unlinkOnce("two words", text(one, "person"), text(two, "sourcePatient")).statusCode(400);
    }

    @Test
    void anUnlinkNamesAtMostFortyNine() {
        String named = IntStream.range(0, 50)
                .mapToObj(i -> "{\"name\":\"source-patient\",\"valueId\":\"" + UUID.randomUUID() + "\"},")
                .collect(Collectors.joining());

        unlinking(UUID.randomUUID(), """
                        {"resourceType":"Parameters","parameter":[%s{"name":"reason","valueString":"x"}]}""".formatted(named)).statusCode(400);
    }

    @Test
    void ofManyAtOnceUnderOneKeyOneIsDoneAndTheOthersAreAnsweredAlike() {
        for (int round = 0; round < 10; round++) {
            String key = UUID.randomUUID().toString();
            String name = "again-at-once-" + round;
            Map<String, Object> source = registration(name + "-1");
            UUID target = person(name + "-2");
            Order.Merge merge = new Order.Merge(
                    new PersonName.ByLocalIdentifier(UUID.fromString(text(source, "sourcePatient"))),
                    new ById(target),
                    false,
                    "Registered twice");
            Order.Unlink unlink =
                    new Order.Unlink(target, Set.of(UUID.fromString(text(source, "sourcePatient"))), "Two humans");

            Set<Outcome> merged = Multi.createFrom()
                    .range(0, 8)
                    .onItem()
                    .transformToUni(i -> merger.merge(merge, STEWARD, key))
                    .merge(8)
                    .collect()
                    .asSet()
                    .await()
                    .indefinitely();
            Set<Outcome> unlinked = Multi.createFrom()
                    .range(0, 8)
                    .onItem()
                    .transformToUni(i -> unlinker.unlink(unlink, STEWARD, Optional.of(key + "-unlink")))
                    .merge(8)
                    .collect()
                    .asSet()
                    .await()
                    .indefinitely();

            assertEquals(1, merged.size(), merged.toString());
            assertTrue(merged.iterator().next() instanceof Outcome.Merged, merged.toString());
            assertEquals(1, unlinked.size(), unlinked.toString());
            assertTrue(unlinked.iterator().next() instanceof Outcome.Unlinked, unlinked.toString());
        }
    }

    @Test
    void ofTwoRequestsAtOnceUnderOneKeyOneIsDoneAndTheOtherToldThatTheKeyIsTaken() {
        for (int round = 0; round < 20; round++) {
            String key = UUID.randomUUID().toString();
            List<Order.Merge> orders = IntStream.range(0, 2)
                    .mapToObj(i -> "again-two-" + i + "-" + key)
                    .map(name -> new Order.Merge(
                            new ById(person(name + "a")), new ById(person(name + "b")), false, "Registered twice"))
                    .toList();

            List<Outcome> outcomes = Multi.createFrom()
                    .iterable(orders)
                    .onItem()
                    .transformToUni(order -> merger.merge(order, STEWARD, key))
                    .merge(2)
                    .collect()
                    .asList()
                    .await()
                    .indefinitely();

            assertEquals(
                    Set.of("Merged", "key"),
                    outcomes.stream()
                            .map(outcome -> outcome instanceof Outcome.Refused refused
                                    ? refused.rule()
                                    : outcome.getClass().getSimpleName())
                            .collect(Collectors.toSet()));
        }
    }
}
