package care.weald.consent.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is due is reminded of, once (C3). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class RemindersTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @Inject
    ReminderRepository reminders;

    @Inject
    CaseRepository cases;

    private UUID lodgedAt(Instant moment) {
        Actor actor = new Actor("clerk", Partners.PRACTICE, "R8006", false);
        Lodging said =
                new Lodging("A reason of some length", Lodging.OnBehalf.SELF, "", new Scope(Set.of(), Set.of()), false);
        ObjectionCase lodged = new ObjectionCase(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Partners.PRACTICE,
                actor.subject(),
                moment,
                moment.plus(Duration.ofDays(30)),
                said,
                new CaseState.Lodged(),
                "",
                null,
                1,
                List.of(),
                List.of());
        cases.lodge(lodged, new CaseRepository.Deed(actor, moment, "hash"))
                .await()
                .indefinitely();
        return lodged.id();
    }

    private List<String> sent(UUID id, Instant now) {
        return reminders.remind(now, WEEK).await().indefinitely().stream()
                .filter(one -> one.caseId().equals(id))
                .map(ReminderRepository.Sent::kind)
                .sorted()
                .toList();
    }

    @Test
    void aCaseIsRemindedOfOnceWhenItIsNearlyDueAndOnceWhenItIsOverdue() {
        Instant lodged = Instant.parse("2030-01-01T09:00:00Z");
        UUID id = lodgedAt(lodged);

        assertEquals(List.of(), sent(id, lodged.plus(Duration.ofDays(22))));
        assertEquals(List.of("due-soon"), sent(id, lodged.plus(Duration.ofDays(24))));
        assertEquals(List.of(), sent(id, lodged.plus(Duration.ofDays(25))));
        assertEquals(List.of("overdue"), sent(id, lodged.plus(Duration.ofDays(31))));
        assertEquals(List.of(), sent(id, lodged.plus(Duration.ofDays(40))));
    }

    @Test
    void whatIsWithdrawnIsNotRemindedOf() {
        Instant lodged = Instant.parse("2031-01-01T09:00:00Z");
        UUID id = lodgedAt(lodged);
        Database.asOwner("update objection_case set state = 'withdrawn' where id = ?", id);

        assertEquals(List.of(), sent(id, lodged.plus(Duration.ofDays(60))));
    }
}
