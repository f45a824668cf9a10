package care.weald.consent.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.casework.CaseRules.Refused;
import care.weald.consent.casework.CaseRules.Rule;
import care.weald.consent.casework.CaseRules.Taken;
import care.weald.consent.casework.CaseRules.Verdict;
import care.weald.consent.casework.ObjectionCase.Done;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The state machine of an objection (D3; S142, S145). */
class CaseRulesTest {

    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");
    private static final String REASON = "A reason of some length";
    private static final Actor CLERK = new Actor("clerk", "KZ016", "R8006", false);
    private static final Actor DOCTOR = new Actor("doctor", "KZ016", "R8000", true);
    private static final Actor OTHER = new Actor("other", "KZ016", "R8000", true);

    private static ObjectionCase lodgedBy(Actor actor) {
        Lodging said = new Lodging(REASON, Lodging.OnBehalf.SELF, "", new Scope(Set.of(), Set.of()), false);
        return new ObjectionCase(
                new UUID(1, 1),
                new UUID(2, 2),
                "KZ016",
                actor.subject(),
                NOW,
                NOW.plusSeconds(1),
                said,
                new CaseState.Lodged(),
                "",
                null,
                1,
                List.of(new Done("lodge", actor.subject(), actor.role(), NOW, REASON, "", "")),
                List.of());
    }

    private static ObjectionCase after(ObjectionCase stands, Step step, Actor actor, Taken taken) {
        List<Done> steps = new ArrayList<>(stands.steps());
        String outcome = step instanceof Step.Decide decide
                ? decide.judgement().outcome().code()
                : "";
        steps.add(new Done(step.code(), actor.subject(), actor.role(), NOW, REASON, "", outcome));
        return new ObjectionCase(
                stands.id(),
                stands.person(),
                stands.organisation(),
                stands.lodgedBy(),
                stands.lodgedAt(),
                stands.due(),
                stands.lodging(),
                taken.state(),
                taken.barred(),
                null,
                stands.version() + 1,
                steps,
                List.of());
    }

    private static Step decide(Outcome outcome) {
        return new Step.Decide(
                new Judgement(outcome, REASON, new Scope(Set.of(), Set.of()), NOW, null, LocalDate.of(2027, 6, 15)));
    }

    private static ObjectionCase take(ObjectionCase stands, Step step, Actor actor) {
        Verdict verdict = CaseRules.judge(stands, step, actor);
        return after(stands, step, actor, assertInstanceOf(Taken.class, verdict));
    }

    private static void assertRefused(Rule rule, ObjectionCase stands, Step step, Actor actor) {
        assertEquals(new Refused(rule), CaseRules.judge(stands, step, actor));
    }

    @Test
    void s142ItWaitsForFurtherInformationBeforeItIsDecided() {
        ObjectionCase lodged = lodgedBy(CLERK);
        assertRefused(Rule.TRANSITION, lodged, decide(Outcome.UPHELD), DOCTOR);

        ObjectionCase asked = take(lodged, new Step.Ask(REASON), DOCTOR);
        assertRefused(Rule.TRANSITION, asked, decide(Outcome.UPHELD), DOCTOR);

        ObjectionCase informed = take(asked, new Step.Inform(REASON), CLERK);
        assertEquals(
                new CaseState.Upheld(),
                take(informed, decide(Outcome.UPHELD), DOCTOR).state());
    }

    @Test
    void s145AClinicianDecidesAndNotWhoTookItIn() {
        ObjectionCase taken = take(lodgedBy(DOCTOR), new Step.Inform(REASON), DOCTOR);

        assertRefused(Rule.CLINICIAN, taken, decide(Outcome.UPHELD), CLERK);
        assertRefused(Rule.OTHER_PERSON, taken, decide(Outcome.UPHELD), DOCTOR);
        assertEquals(
                new CaseState.NotUpheld(),
                take(taken, decide(Outcome.NOT_UPHELD), OTHER).state());
    }

    @Test
    void anAppealIsDecidedBySomebodyElseAndAReviewMayBeByTheSame() {
        ObjectionCase informed = take(lodgedBy(CLERK), new Step.Inform(REASON), CLERK);
        ObjectionCase decided = take(informed, decide(Outcome.NOT_UPHELD), DOCTOR);
        ObjectionCase appealed = take(decided, new Step.Appeal(REASON), CLERK);
        assertRefused(Rule.OTHER_PERSON, appealed, decide(Outcome.UPHELD), DOCTOR);
        assertRefused(
                Rule.OTHER_PERSON,
                take(take(appealed, new Step.Ask(REASON), OTHER), new Step.Inform(REASON), CLERK),
                decide(Outcome.UPHELD),
                DOCTOR);

        ObjectionCase upheld = take(appealed, decide(Outcome.UPHELD), OTHER);
        assertRefused(Rule.TRANSITION, upheld, new Step.Appeal(REASON), CLERK);
        assertRefused(Rule.CLINICIAN, upheld, new Step.Review(REASON), CLERK);
        ObjectionCase reviewed = take(upheld, new Step.Review(REASON), OTHER);
        assertEquals(
                new CaseState.NotUpheld(),
                take(reviewed, decide(Outcome.NOT_UPHELD), OTHER).state());
    }

    @Test
    void whatIsWithdrawnStaysSo() {
        ObjectionCase withdrawn = take(lodgedBy(CLERK), new Step.Withdraw(REASON), CLERK);

        for (Step step : List.of(
                new Step.Ask(REASON),
                new Step.Inform(REASON),
                decide(Outcome.UPHELD),
                new Step.Appeal(REASON),
                new Step.Review(REASON),
                new Step.Withdraw(REASON))) {
            assertRefused(Rule.TRANSITION, withdrawn, step, DOCTOR);
        }
    }

    @Test
    void d3NoWayLeadsToAnOutcomeButByInformationAndAClinician() {
        List<Step> steps = List.of(
                new Step.Ask(REASON),
                new Step.Inform(REASON),
                decide(Outcome.UPHELD),
                decide(Outcome.UPHELD_IN_PART),
                decide(Outcome.NOT_UPHELD),
                new Step.Appeal(REASON),
                new Step.Review(REASON),
                new Step.Withdraw(REASON));
        List<Actor> actors = List.of(CLERK, DOCTOR, OTHER);
        Random random = new Random(20261122);
        int decided = 0;
        for (int run = 0; run < 20_000; run++) {
            ObjectionCase stands = lodgedBy(actors.get(random.nextInt(actors.size())));
            for (int i = 0; i < 12; i++) {
                Step step = steps.get(random.nextInt(steps.size()));
                Actor actor = actors.get(random.nextInt(actors.size()));
                if (CaseRules.judge(stands, step, actor) instanceof Taken taken) {
                    ObjectionCase next = after(stands, step, actor, taken);
                    decided += checkStep(stands, next, actor) ? 1 : 0;
                    stands = next;
                }
            }
        }
        assertTrue(decided > 1_000, "the walk decides often enough to mean something");
    }

    private static boolean checkStep(ObjectionCase before, ObjectionCase after, Actor actor) {
        assertNotEquals(new CaseState.Withdrawn(), before.state());
        Done last = after.steps().getLast();
        boolean concluded = !after.state().isOpen() && !(after.state() instanceof CaseState.Withdrawn);
        assertEquals(concluded, last.action().equals("decide"));
        if (concluded) {
            assertTrue(actor.clinician());
            assertNotEquals(after.lodgedBy(), actor.subject());
            assertTrue(before.steps().stream().anyMatch(done -> done.action().equals("inform")));
            int appeal = lastOf(before, "appeal");
            int decision = lastOf(before, "decide");
            if (appeal > decision && decision >= 0) {
                assertNotEquals(before.steps().get(decision).subject(), actor.subject());
            }
        }
        assertFalse(before.steps().size() >= after.steps().size());
        return concluded;
    }

    private static int lastOf(ObjectionCase stands, String action) {
        for (int i = stands.steps().size() - 1; i >= 0; i--) {
            if (stands.steps().get(i).action().equals(action)) {
                return i;
            }
        }
        return -1;
    }
}
