package care.weald.identity.matchmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.matchmodel.ModelVersion.People;
import care.weald.identity.matchmodel.ModelVersion.State;
import care.weald.identity.matchmodel.Order.By;
import care.weald.identity.matchmodel.Verdict.Allowed;
import care.weald.identity.matchmodel.Verdict.Barred;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchingTest {

    private static final String MAKER = "maker";
    private static final String PROPOSER = "proposer";

    private static ModelVersion version(State state) {
        return new ModelVersion(
                "next", state, "00", "{}", "{}", new People(MAKER, Set.of(PROPOSER), ""), Instant.EPOCH);
    }

    private static Verdict activate(State state, String who, long questions) {
        return Switching.activate(
                new Order.Activate("next", new By(who, "KZ001"), "Better"), version(state), questions, 10);
    }

    private static Verdict attempt(State state, boolean run, Optional<String> other) {
        return Switching.attempt(new Order.Try("next", new By(PROPOSER, "KZ001"), "Try", run), version(state), other);
    }

    private static void assertBarred(String rule, Verdict verdict) {
        assertEquals(rule, assertInstanceOf(Barred.class, verdict).rule());
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "SHADOW"})
    void aThirdPersonApprovesAfterEnoughQuestions(State state) {
        assertEquals(new Allowed(), activate(state, "third", 10));
        assertBarred("too-few-questions", activate(state, "third", 9));
        assertBarred("two-people", activate(state, MAKER, 10));
        assertBarred("two-people", activate(state, PROPOSER, 10));
    }

    @Test
    void whatIsOrWasInForceIsNotApprovedAgain() {
        assertBarred("in-force", activate(State.ACTIVE, "third", 10));
        assertBarred("retired", activate(State.RETIRED, "third", 10));
    }

    @Test
    void oneVersionIsTriedAtATime() {
        assertEquals(new Allowed(), attempt(State.DRAFT, true, Optional.empty()));
        assertEquals(new Allowed(), attempt(State.RETIRED, true, Optional.empty()));
        assertEquals(new Allowed(), attempt(State.SHADOW, true, Optional.of("next")));
        assertBarred("shadow-taken", attempt(State.DRAFT, true, Optional.of("other")));
        assertBarred("in-force", attempt(State.ACTIVE, true, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(names = "SHADOW", mode = EnumSource.Mode.EXCLUDE)
    void onlyWhatIsTriedStopsBeingTried(State state) {
        assertEquals(new Allowed(), attempt(State.SHADOW, false, Optional.of("next")));
        assertBarred("not-tried", attempt(state, false, Optional.empty()));
    }

    @Test
    void onlyTheVersionInForceIsRolledBackAndOnlyToAnother() {
        assertEquals(new Allowed(), Switching.rollBack(version(State.ACTIVE), Optional.of("former")));
        assertBarred("first", Switching.rollBack(version(State.ACTIVE), Optional.empty()));
        assertBarred("not-in-force", Switching.rollBack(version(State.SHADOW), Optional.of("former")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"reason\":\" \"}",
                "{\"reason\":7}",
                "{\"reason\":\"a\",\"reason\":\"b\"}",
                "{\"reason\":\"a\"} {}",
                "{\"reason\":\"a\",\"more\":1}"
            })
    void whatIsNoOrderIsNotRead(String body) {
        By by = new By("third", "KZ001");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertTrue(Order.Activate.read("next", bytes, by).isEmpty());
        assertTrue(Order.RollBack.read("next", bytes, by).isEmpty());
        assertTrue(Order.Try.read("next", bytes, by).isEmpty());
        assertTrue(Order.Train.read(bytes, by).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Next", "-next", "ne xt", "next/1", "a1234567890123456789012345678901234567890"})
    void aVersionHasAPlainName(String name) {
        byte[] body = ("{\"version\":\"" + name + "\",\"reason\":\"Own data\"}").getBytes(StandardCharsets.UTF_8);

        assertTrue(Order.Train.read(body, new By("third", "KZ001")).isEmpty());
    }

    @Test
    void aReasonIsAtMostFiveHundredCharacters() {
        By by = new By("third", "KZ001");
        String longest = "{\"reason\":\"" + "r".repeat(500) + "\"}";
        String longer = "{\"reason\":\"" + "r".repeat(501) + "\"}";

        assertEquals(
                "r".repeat(500),
                Order.Activate.read("next", longest.getBytes(StandardCharsets.UTF_8), by)
                        .orElseThrow()
                        .reason());
        assertTrue(Order.Activate.read("next", longer.getBytes(StandardCharsets.UTF_8), by)
                .isEmpty());
    }
}
