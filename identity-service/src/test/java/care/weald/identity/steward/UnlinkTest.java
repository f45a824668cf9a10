package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.merge;
import static care.weald.identity.samples.Stewards.person;
import static care.weald.identity.samples.Stewards.registered;
import static care.weald.identity.samples.Stewards.unlink;
import static care.weald.identity.samples.Stewards.unlinking;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person made several again. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class UnlinkTest {

    @Inject
    Pool pool;

    @Inject
    PatientMerger merger;

    private static String text(Map<String, Object> stored, String name) {
        return String.valueOf(Objects.requireNonNull(stored.get(name)));
    }

    @Test
    void whoIsTakenOutIsNotBroughtBackByTheNumber() {
        // Given two registrations that one number has joined
        String number = nhsNumber();
        Map<String, Object> right = store("KZ001", patient("", verified(number), local("barred-210")));
        Map<String, Object> wrong = store("KZ001", patient("", verified(number), local("barred-211")));
        assertEquals(text(right, "person"), text(wrong, "person"));

        // When
        unlink(text(right, "person"), text(wrong, "sourcePatient"))
                .statusCode(200)
                .body("parameter.findAll{it.name=='result'}.size()", equalTo(2));

        // Then
        String apart = registered(text(wrong, "sourcePatient")).getString("sub");
        assertNotEquals(text(right, "person"), apart);
        assertEquals(
                apart,
                text(store("KZ001", patient("\"active\":true,", verified(number), local("barred-211"))), "person"));
        assertEquals(text(right, "person"), byNumber(number).getString("sub"));
        assertEquals(
                text(right, "person"),
                text(store("KZ001", patient("", verified(number), local("barred-212"))), "person"));

        // And a steward may think again
        merge(apart, text(right, "person")).statusCode(200);
        assertEquals(
                text(right, "person"), registered(text(wrong, "sourcePatient")).getString("sub"));
        assertEquals(
                text(right, "person"),
                text(store("KZ001", patient("", verified(number), local("barred-211"))), "person"));
    }

    @Test
    void theNumberGoesWithTheOnlyOneWhoHasIt() {
        String number = nhsNumber();
        Map<String, Object> one = store("KZ001", patient("", verified(number), local("alone-210")));
        Map<String, Object> two = store("KZ001", patient("", local("alone-211")));
        merge(text(two, "person"), text(one, "person")).statusCode(200);

        unlink(text(one, "person"), text(one, "sourcePatient")).statusCode(200);

        assertEquals(text(one, "person"), byNumber(number).getString("sub"));
        assertEquals(text(two, "person"), registered(text(two, "sourcePatient")).getString("sub"));
    }

    @Test
    void anIdNeverLeadsToAnotherHumanWhenItsOwnLeaveAndOthersStay() {
        // Given three merged one into the next
        Map<String, Object> m = store("KZ001", patient("", local("chain-m")));
        Map<String, Object> s = store("KZ001", patient("", local("chain-s")));
        Map<String, Object> t = store("KZ001", patient("", local("chain-t")));
        merge(text(m, "person"), text(s, "person")).statusCode(200);
        merge(text(s, "person"), text(t, "person")).statusCode(200);

        // When the one in the middle leaves
        unlink(text(t, "person"), text(s, "sourcePatient"))
                .statusCode(200)
                .header("Weald-Disclosure", containsString("\"organisations\":[\"KZ001\"]"));

        // Then it is who it was, and the first stays with the last
        assertEquals(text(s, "person"), registered(text(s, "sourcePatient")).getString("sub"));
        assertEquals(text(s, "person"), person(text(s, "person")).getString("sub"));
        assertEquals(text(t, "person"), person(text(m, "person")).getString("sub"));
        unlink(text(t, "person"), text(m, "sourcePatient")).statusCode(200);
        assertEquals(text(m, "person"), person(text(m, "person")).getString("sub"));
    }

    @Test
    void aSupersededNumberGoesWithTheOnlyOneWhoHasVerifiedIt() {
        // Given a person of two registrations, that two people have merged into one with another number
        String number = nhsNumber();
        String kept = nhsNumber();
        Map<String, Object> one = store("KZ001", patient("", verified(number), local("sup-1")));
        Map<String, Object> two = store("KZ001", patient("", local("sup-2")));
        Map<String, Object> three = store("KZ001", patient("", verified(kept), local("sup-3")));
        matched(text(two, "sourcePatient"), text(one, "person"));
        Wish wish = new Wish(
                UUID.fromString(text(one, "person")),
                UUID.fromString(text(three, "person")),
                new Steward("one", "KZ001"),
                "By mistake",
                Optional.of("other"),
                Optional.empty());
        pool.withTransaction(transaction -> merger.within(transaction, wish))
                .await()
                .indefinitely();
        assertEquals(text(three, "person"), byNumber(number).getString("sub"));

        // When
        unlink(text(three, "person"), text(one, "sourcePatient")).statusCode(200);

        // Then
        String apart = registered(text(one, "sourcePatient")).getString("sub");
        assertNotEquals(text(three, "person"), apart);
        assertEquals(apart, byNumber(number).getString("sub"));
        assertEquals(text(three, "person"), byNumber(kept).getString("sub"));
        assertEquals(
                text(three, "person"), registered(text(two, "sourcePatient")).getString("sub"));
    }

    /** Links {@code source} to {@code person} as a match does. */
    private void matched(String source, String person) {
        pool.preparedQuery(
                        "update link set valid_to = clock_timestamp() where source_patient = $1 and valid_to is null")
                .execute(Tuple.of(UUID.fromString(source)))
                .await()
                .indefinitely();
        pool.preparedQuery("insert into link (source_patient, person, origin, model_version)"
                        + " values ($1, $2, 'match', 'test')")
                .execute(Tuple.of(UUID.fromString(source), UUID.fromString(person)))
                .await()
                .indefinitely();
    }

    @Test
    void aRestrictionIsNotLostByTheOrderOfTheMoves() {
        // Given two persons merged into one that has a third registration, and the first restricted
        String number = nhsNumber();
        Map<String, Object> stays = store("KZ001", patient("", verified(number), local("order-1")));
        Map<String, Object> leaves = store("KZ001", patient("", verified(number), local("order-2")));
        Map<String, Object> first = store("KZ001", patient("", local("order-3")));
        Map<String, Object> second = store("KZ001", patient("", local("order-4")));
        merge(text(first, "person"), text(stays, "person")).statusCode(200);
        merge(text(second, "person"), text(stays, "person")).statusCode(200);
        MergeTest.restrict(text(first, "person"));

        // When
        unlink(
                        text(stays, "person"),
                        text(leaves, "sourcePatient"),
                        text(first, "sourcePatient"),
                        text(second, "sourcePatient"))
                .statusCode(200);

        // Then
        assertTrue(registered(text(leaves, "sourcePatient")).getBoolean("restricted"));
    }

    @Test
    void impossibleUnlinksAreRefused() {
        Map<String, Object> one = store("KZ001", patient("", local("impossible-210")));
        Map<String, Object> two = store("KZ001", patient("", local("impossible-211")));

        unlink(text(one, "person"), text(two, "sourcePatient")).statusCode(422);
        unlink(text(one, "person"), text(one, "sourcePatient")).statusCode(422);
        unlink(UUID.randomUUID(), text(one, "sourcePatient")).statusCode(404);
        merge(text(one, "person"), text(two, "person")).statusCode(200);
        unlink(text(one, "person"), text(one, "sourcePatient")).statusCode(409).body("rule", equalTo("merged"));
        unlink("rosa", text(one, "sourcePatient")).statusCode(400);
    }

    @Test
    void nobodyIsTakenApartWhomTheStewardsOrganisationHasNoRegistrationOf() {
        String number = nhsNumber();
        Map<String, Object> one = store("KZ210", patient("", verified(number), local("elsewhere")));
        Map<String, Object> two = store("KZ211", patient("", verified(number), local("elsewhere")));
        assertEquals(text(one, "person"), text(two, "person"));

        String theirs = unlink(text(one, "person"), text(two, "sourcePatient"))
                .statusCode(404)
                .extract()
                .asString();

        assertEquals(
                unlink(UUID.randomUUID(), text(two, "sourcePatient"))
                        .statusCode(404)
                        .extract()
                        .asString(),
                theirs);
        assertEquals(2, byNumber(number).getList("source_patients").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"x\"}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\",\"valueId\":\"rosa\"},{\"name\":\"reason\",\"valueString\":\"x\"}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\",\"valueId\":\"7a9c3c1e-9e0e-4a39-8c41-0f6f6a0f3d10\"}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\",\"valueId\":\"7a9c3c1e-9e0e-4a39-8c41-0f6f6a0f3d10\"},{\"name\":\"reason\",\"valueString\":\" \"}]}"
            })
    void anUnlinkNeedsSourcePatientsAndAReason(String body) {
        unlinking(UUID.randomUUID(), body).statusCode(400).body("type", equalTo("urn:weald:problem:invalid-content"));
    }

    /** Everything that says who is who among {@code sources}. */
    private String state(List<String> sources) {
        UUID[] ids = sources.stream().map(UUID::fromString).toArray(UUID[]::new);
        return rows("""
                        select source_patient, person, origin from link
                         where source_patient = any($1) and valid_to is null order by 1
                        """, ids) + rows("""
                        select id, status, merged_into, restricted from person
                         where id in (select person from link where source_patient = any($1)) order by 1
                        """, ids) + rows("""
                        select number::text, person, state, superseded_by::text from nhs_number
                         where person in (select person from link where source_patient = any($1)) order by 1
                        """, ids);
    }

    private String rows(String sql, UUID[] ids) {
        return StreamSupport.stream(
                        pool.preparedQuery(sql)
                                .execute(Tuple.of((Object) ids))
                                .await()
                                .indefinitely()
                                .spliterator(),
                        false)
                .map(Row::toJson)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    /** A small world of registrations, some with numbers, that feeds and stewards change. */
    private static final class World {

        private final Random random;
        private final String name;
        private final List<String> sources = new ArrayList<>();
        private final List<String> numbers = new ArrayList<>();

        World(long seed) {
            random = new Random(seed);
            name = "world-" + seed + "-";
        }

        void feed() {
            int which = random.nextInt(8);
            boolean numbered = which % 2 == 0;
            while (numbers.size() < 2) {
                numbers.add(nhsNumber());
            }
            String number = numbers.get(which / 4);
            String source = text(
                    store(
                            "KZ001",
                            numbered
                                    ? patient("", verified(number), local(name + which))
                                    : patient("", local(name + which))),
                    "sourcePatient");
            if (!sources.contains(source)) {
                sources.add(source);
            }
        }

        String any() {
            return sources.get(random.nextInt(sources.size()));
        }

        /** Merges two persons if that may be; the source patients that were moved. */
        @CanIgnoreReturnValue
        List<String> tryMerge() {
            JsonPath source = registered(any());
            String from = source.getString("sub");
            String to = registered(any()).getString("sub");
            List<String> moved = source.getList("source_patients.patient");
            return merge(from, to).extract().statusCode() == 200 ? moved : List.of();
        }

        void tryUnlink() {
            String source = any();
            int status = unlink(registered(source).getString("sub"), source)
                    .extract()
                    .statusCode();
            assertEquals(true, status == 200 || status == 422);
        }

        void something() {
            switch (random.nextInt(4)) {
                case 0 -> tryMerge();
                case 1 -> tryUnlink();
                default -> feed();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void unlinkRestoresTheExactFormerState(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 6; i++) {
            world.feed();
        }
        int compared = 0;
        for (int round = 0; round < 12; round++) {
            world.something();
            compared += thereAndBack(world, 2) ? 1 : 0;
        }
        assertNotEquals(0, compared);
    }

    /** A merge, perhaps others inside, and back: all is as it was. */
    @CanIgnoreReturnValue
    private boolean thereAndBack(World world, int deep) {
        String before = state(world.sources);
        List<String> moved = world.tryMerge();
        if (moved.isEmpty()) {
            return false;
        }
        if (deep > 0 && world.random.nextBoolean()) {
            thereAndBack(world, deep - 1);
        }
        unlink(registered(moved.getFirst()).getString("sub"), moved.toArray()).statusCode(200);
        assertEquals(before, state(world.sources));
        return true;
    }
}
