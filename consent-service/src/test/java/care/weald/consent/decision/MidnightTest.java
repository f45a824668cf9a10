package care.weald.consent.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.matrix.Matrices;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import care.weald.consent.token.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class MidnightTest {

    @Inject
    Pool pool;

    @Inject
    Matrices matrices;

    @Inject
    DecisionConfig config;

    private Facts factsAt(String instant, String subject, String organisation, Person person) {
        Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        Caller caller = new Caller(subject, "", organisation, List.of("R8000"), List.of("TREAT"), "ehr", "", Set.of());
        return new FactsRepository(pool, matrices, clock, config)
                .facts(Given.question(caller, person))
                .await()
                .indefinitely();
    }

    private Decision decisionAt(String instant) {
        return Chain.decide(factsAt(instant, "user", Partners.LAPSED, Given.person(true, false, Partners.LAPSED)));
    }

    @Test
    void anAgreementEndsAtMidnightInLondonOfItsLastDay() {
        assertInstanceOf(Decision.Permit.class, decisionAt("2026-03-28T23:59:59.999Z"));
        assertInstanceOf(Decision.Deny.class, decisionAt("2026-03-29T00:00:00Z"));
    }

    @Test
    void inSummerMidnightInLondonIsAnHourBeforeMidnightInGreenwich() {
        Database.asOwner(
                "insert into agreement values ('SUM01', '2026-07-01', '2026-07-31', 'Summer', 'JCA', '{TREAT}', false, false, '{}') on conflict do nothing");
        Person person = Given.person(true, false, "SUM01");

        assertInstanceOf(Decision.Permit.class, Chain.decide(factsAt("2026-07-31T22:59:59Z", "user", "SUM01", person)));
        assertInstanceOf(Decision.Deny.class, Chain.decide(factsAt("2026-07-31T23:00:00Z", "user", "SUM01", person)));
        assertInstanceOf(Decision.Permit.class, Chain.decide(factsAt("2026-06-30T23:00:00Z", "user", "SUM01", person)));
    }

    @Test
    void aClaimIsBoundToUserPersonAndOrganisationAndEnds() {
        Person person = new Person(UUID.randomUUID(), true, false, List.of(), List.of());
        Database.asOwner("""
                insert into relationship_claim values (gen_random_uuid(), ?, 'KZ016', 'claimer', 'ehr', 'on my list today',
                    '2026-05-01T08:00:00Z', '2026-05-01T16:00:00Z')""", person.id());

        assertTrue(factsAt("2026-05-01T15:59:59Z", "claimer", "KZ016", person)
                .stated()
                .claimed());
        assertFalse(factsAt("2026-05-01T16:00:00Z", "claimer", "KZ016", person)
                .stated()
                .claimed());
        assertFalse(factsAt("2026-05-01T12:00:00Z", "another", "KZ016", person)
                .stated()
                .claimed());
        assertFalse(factsAt("2026-05-01T12:00:00Z", "claimer", "RXH01", person)
                .stated()
                .claimed());
        assertFalse(factsAt("2026-05-01T12:00:00Z", "claimer", "KZ016", Given.HELD)
                .stated()
                .claimed());
    }

    @Test
    void anObjectionHoldsFromItsBeginningToItsEnd() {
        Person person = new Person(UUID.randomUUID(), true, false, List.of(), List.of());
        Database.asOwner(
                "insert into objection values (gen_random_uuid(), ?, 'upheld', '{cat-20}', '{RXH01}', ?, ?)",
                person.id(),
                OffsetDateTime.parse("2026-05-01T00:00:00Z"),
                OffsetDateTime.parse("2026-06-01T00:00:00Z"));

        assertEquals(
                0,
                factsAt("2026-04-30T23:59:59Z", "u", "KZ016", person)
                        .objections()
                        .size());
        Facts during = factsAt("2026-05-01T00:00:00Z", "u", "KZ016", person);
        assertEquals(Set.of("cat-20"), during.objections().getFirst().categories());
        assertEquals(Set.of("RXH01"), during.objections().getFirst().exceptedOrganisations());
        assertEquals(
                0,
                factsAt("2026-06-01T00:00:00Z", "u", "KZ016", person)
                        .objections()
                        .size());
    }
}
