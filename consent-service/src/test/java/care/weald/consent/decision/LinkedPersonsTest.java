package care.weald.consent.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.consent.matrix.Matrices;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objections and claims of other person ids that the records were linked to, from March to the end of April (D11). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class LinkedPersonsTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @Inject
    Pool pool;

    @Inject
    Matrices matrices;

    @Inject
    DecisionConfig config;

    private Facts facts(Linked... persons) {
        Person person = new Person(UUID.randomUUID(), true, false, List.of(), List.of(persons));
        return facts(person);
    }

    private Facts facts(Person person) {
        FactsRepository repository = new FactsRepository(pool, matrices, Clock.fixed(NOW, ZoneOffset.UTC), config);
        return repository
                .facts(Given.question(Given.caller("TREAT", "R8000"), person))
                .await()
                .indefinitely();
    }

    private static Linked linked(String kind, UUID other) {
        return switch (kind) {
            case "merged" -> new Linked(other, FROM, null);
            default -> new Linked(other, FROM, UNTIL);
        };
    }

    private static UUID objection(String state, String lodged, String effective) {
        UUID person = UUID.randomUUID();
        Database.asOwner(
                "insert into objection (id, person, state, lodged_at, valid_from) values (?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                person,
                state,
                OffsetDateTime.parse(lodged),
                OffsetDateTime.parse(effective));
        return person;
    }

    private static UUID claim(String made) {
        UUID person = UUID.randomUUID();
        Database.asOwner("""
                insert into relationship_claim values (gen_random_uuid(), ?, 'KZ016', 'user-1', 'ehr', 'on my list today',
                    ?, '2026-07-01T00:00:00Z')""", person, OffsetDateTime.parse(made));
        return person;
    }

    @ParameterizedTest
    @CsvSource({
        "merged, 2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z, 1",
        "merged, 2026-04-01T00:00:00Z, 2026-04-01T00:00:00Z, 1",
        "merged, 2026-05-10T00:00:00Z, 2026-05-10T00:00:00Z, 1",
        "unlinked, 2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z, 0",
        "unlinked, 2026-02-01T00:00:00Z, 2026-04-01T00:00:00Z, 1",
        "unlinked, 2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z, 1",
        "unlinked, 2026-04-30T23:59:59.999Z, 2026-05-10T00:00:00Z, 1",
        "unlinked, 2026-05-01T00:00:00Z, 2026-05-01T00:00:00Z, 0",
        "unlinked, 2026-05-10T00:00:00Z, 2026-05-10T00:00:00Z, 0",
        "unlinked, 2026-02-01T00:00:00Z, 2026-05-10T00:00:00Z, 0",
    })
    void anObjectionOnAnotherIdCountsWhileItIsOrWasTheirs(String kind, String lodged, String effective, int counted) {
        UUID other = objection("upheld", lodged, effective);

        assertEquals(counted, facts(linked(kind, other)).objections().size());
    }

    @Test
    void oneOfWhichNobodyKnowsWhenItWasLodgedCountsWhereverTheRecordsWent() {
        UUID other = objection("upheld", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z");
        Database.asOwner("update objection set lodged_at = null where person = ?", other);

        assertEquals(1, facts(linked("unlinked", other)).objections().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lodged", "under-review", "declined", "withdrawn"})
    void oneThatIsNotUpheldCountsNowhere(String state) {
        UUID other = objection(state, "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z");

        for (String kind : List.of("merged", "unlinked")) {
            assertEquals(List.of(), facts(linked(kind, other)).objections());
        }
    }

    @Test
    void oneThatHasEndedOrNotYetBegunCountsNowhere() {
        UUID ended = objection("upheld", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z");
        Database.asOwner("update objection set valid_to = '2026-06-15T12:00:00Z' where person = ?", ended);
        UUID coming = objection("upheld", "2026-04-01T00:00:00Z", "2026-06-15T12:00:01Z");

        assertEquals(
                List.of(),
                facts(linked("merged", ended), linked("merged", coming)).objections());
    }

    @Test
    void whatIsNotLinkedDoesNotCount() {
        UUID other = objection("upheld", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z");

        assertEquals(1, facts(linked("merged", other)).objections().size());
        assertEquals(List.of(), facts(linked("merged", UUID.randomUUID())).objections());
        assertEquals(List.of(), facts().objections());
    }

    @Test
    void objectionsOfEveryLinkAndOfThePersonCountOnceEach() {
        UUID first = objection("upheld", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z");
        UUID second = objection("upheld", "2026-04-02T00:00:00Z", "2026-04-02T00:00:00Z");
        UUID own = objection("upheld", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
        Linked earlier = new Linked(first, FROM.minusSeconds(99), FROM);
        List<Linked> persons =
                List.of(earlier, linked("unlinked", first), linked("merged", first), linked("merged", second));

        Facts facts = facts(new Person(own, true, false, List.of(), persons));

        assertEquals(3, facts.objections().size());
        assertEquals(Decision.Deny.class, Chain.decide(facts).getClass());
    }

    @ParameterizedTest
    @CsvSource({
        "merged, 2026-04-01T00:00:00Z, true",
        "merged, 2026-06-01T00:00:00Z, true",
        "merged, 2026-02-01T00:00:00Z, false",
        "unlinked, 2026-04-01T00:00:00Z, false",
        "unlinked, 2026-05-10T00:00:00Z, false",
    })
    void aClaimGoesOnOnlyWhereBothIdsAreOnePerson(String kind, String made, boolean claimed) {
        UUID other = claim(made);

        assertEquals(claimed, facts(linked(kind, other)).stated().claimed());
        assertFalse(facts().stated().claimed());
    }
}
