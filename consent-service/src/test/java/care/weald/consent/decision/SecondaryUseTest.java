package care.weald.consent.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.MatrixContent;
import care.weald.consent.matrix.SampleMatrix;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The national data opt-out bites every use but care; data of many people leave under an agreement alone (C6, X13). */
class SecondaryUseTest {

    private static final Secondary OPTED_OUT = new Secondary(true, Egress.NONE);

    private static final Facts RELEASE = Given.with(
            Given.with(Given.with(Given.DOCTOR, Interaction.RELEASE), Given.caller("HOPERAT")),
            new Secondary(false, Given.egress("HRESCH", true, 0)));

    /** A matrix that lets records be read for running the service too: which ours does not, and another might. */
    private static Facts running(Facts facts) {
        MatrixContent old = SampleMatrix.MATRIX.content();
        AccessMatrix wide = new AccessMatrix(new MatrixContent(
                "wide",
                Set.of("TREAT", "HOPERAT"),
                old.names(),
                old.groups(),
                old.roleGroupOf(),
                old.cells(),
                old.labelGroups()));
        return new Facts(
                facts.interaction(),
                Given.caller("HOPERAT", "R8000"),
                facts.person(),
                facts.agreement(),
                facts.stated(),
                facts.objections(),
                facts.secondary(),
                wide,
                facts.programme(),
                facts.today());
    }

    private static String refusedBy(Facts facts) {
        return Chain.decide(facts) instanceof Decision.Deny deny ? deny.reason() : "";
    }

    @ParameterizedTest
    @EnumSource(names = {"DEMOGRAPHICS", "READ", "SEARCH", "RECORD", "EVERYTHING"})
    void c6ToCareTheOptOutMakesNoDifference(Interaction interaction) {
        Facts facts = Given.with(Given.DOCTOR, interaction);

        assertEquals(Chain.decide(facts), Chain.decide(Given.with(facts, OPTED_OUT)));
        assertInstanceOf(Decision.Permit.class, Chain.decide(Given.with(facts, OPTED_OUT)));
    }

    @Test
    void c6AnyOtherUseIsRefusedWhoeverOptedOutAsIfThereWereNobody() {
        assertInstanceOf(Decision.Permit.class, Chain.decide(running(Given.DOCTOR)));

        Decision decision = Chain.decide(running(Given.with(Given.DOCTOR, OPTED_OUT)));

        Decision.Deny deny = assertInstanceOf(Decision.Deny.class, decision);
        assertEquals("national-opt-out", deny.reason());
        assertEquals("person-known", deny.shownReason());
    }

    @Test
    void c6WhoOptedOutIsLeftOutOfAFlowAndEverybodyElseIsNot() {
        assertInstanceOf(Decision.Permit.class, Chain.decide(RELEASE));
        assertEquals(
                "national-opt-out",
                refusedBy(Given.with(RELEASE, new Secondary(true, Given.egress("HRESCH", true, 0)))));
    }

    @Test
    void anObjectionOrARestrictionLeavesAPersonOut() {
        assertEquals("objection-upheld", refusedBy(Given.with(RELEASE, Given.objection(Set.of()))));
        assertEquals("objection-upheld", refusedBy(Given.with(RELEASE, Given.objection(Set.of("cat-07")))));
        assertEquals("", refusedBy(Given.with(RELEASE, Given.objection(Set.of("cat-20")))));
        assertEquals("unrestricted", refusedBy(Given.with(RELEASE, Given.person(true, true, Given.HERE), false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HMARKT", "HPAYMT", "COVERAGE", "ELIGDTRM", "marketing", "insurance", "TREAT", ""})
    void x13NoOtherPurposeLetsAnythingLeaveWhoeverAgreedToIt(String purpose) {
        Facts facts = Given.with(
                Given.with(RELEASE, Interaction.EGRESS), new Secondary(false, Given.egress(purpose, true, 0)));

        assertEquals("egress-purpose", refusedBy(facts));
        assertEquals("egress-purpose", refusedBy(Given.with(facts, Interaction.RELEASE)));
    }

    @Test
    void x13NothingLeavesWithoutAnAgreementThatTwoPeopleMade() {
        Facts flow = Given.with(RELEASE, Interaction.EGRESS);
        assertEquals("", refusedBy(flow));
        assertEquals("egress-agreement", refusedBy(Given.with(flow, Secondary.NONE)));
        assertEquals(
                "egress-agreement",
                refusedBy(Given.with(flow, new Secondary(false, Given.egress("HRESCH", false, 0)))));
        assertEquals("egress-agreement", refusedBy(Given.on(flow, Given.TODAY.plusDays(1))));
        assertEquals(
                "egress-volume", refusedBy(Given.with(flow, new Secondary(false, Given.egress("HRESCH", true, 100)))));
        assertEquals("egress-system", refusedBy(Given.with(flow, Given.caller("HOPERAT", "R8000"))));
        assertEquals("purpose-of-running", refusedBy(Given.with(flow, Given.caller("TREAT"))));
    }

    @Test
    void whatASecondaryUseRestedOnIsKeptAndMakesTheSameDecision() {
        for (Facts facts : new Facts[] {
            RELEASE, Given.with(RELEASE, new Secondary(true, Given.egress("HRESCH", true, 0))), Given.DOCTOR
        }) {
            Decision decision = Chain.decide(facts);
            String kept = FactsJson.write(facts, decision);

            FactsJson.Decided read = FactsJson.read(kept, facts.matrix());

            assertEquals(decision, read.decision());
            assertEquals(decision, Chain.decide(read.facts()));
        }
        assertFalse(FactsJson.write(Given.DOCTOR, Chain.decide(Given.DOCTOR)).contains("secondary"));
    }
}
