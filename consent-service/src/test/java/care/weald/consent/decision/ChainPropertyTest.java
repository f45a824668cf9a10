package care.weald.consent.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.agreement.Agreement;
import care.weald.consent.decision.Decision.Deny;
import care.weald.consent.decision.Decision.Permit;
import care.weald.consent.matrix.SampleMatrix;
import care.weald.consent.objection.Objection;
import care.weald.consent.token.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all facts, over many random ones; a failing seed is in the test's name. */
class ChainPropertyTest {

    private static final int TRIES = 3_000;
    private static final List<String> ROLES = List.of(
            "R8000", "R8001", "R1981", "R1070", "R1290", "R1340", "R1450", "R8006", "R5110", "R6100", "R0001", "R1840",
            "R8015", "R8004");
    private static final List<String> PURPOSES = List.of("TREAT", "ETREAT", "COC", "BTG", "PATRQT", "HOPERAT");
    private static final List<String> ORGANISATIONS = List.of("KZ016", "RXH01", "SOC01");

    static Stream<Long> seeds() {
        return Stream.of(1L, 20_261_122L, 424_242L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noLiveAgreementUnknownRoleOrFullObjectionIsAlwaysADenial(long seed) {
        Random random = new Random(seed);
        int permits = 0;
        for (int i = 0; i < TRIES; i++) {
            Facts facts = facts(random);
            Decision decision = Chain.decide(facts);
            boolean live = facts.agreement().isLiveOn(facts.today());
            boolean roles = facts.caller().roles().stream()
                    .allMatch(role -> facts.matrix().group(role).isPresent());
            boolean objected = facts.interaction().isOfPerson()
                    && facts.interaction() != Interaction.OBJECT
                    && facts.interaction() != Interaction.OVERRIDE
                    && facts.interaction() != Interaction.DELEGATE
                    && facts.interaction() != Interaction.SEEN
                    && facts.interaction() != Interaction.SUBJECT_ACCESS
                    && facts.interaction() != Interaction.DISCLOSURE_REVIEW
                    && !facts.stated().overridden()
                    && facts.objections().stream()
                            .anyMatch(
                                    o -> o.isFull() && o.concerns(facts.caller().organisation()));
            if (!live || !roles || objected) {
                assertInstanceOf(Deny.class, decision, facts.interaction().code());
            }
            permits += decision instanceof Permit ? 1 : 0;
        }
        assertTrue(permits > TRIES / 100, "the random facts never permit: " + permits);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void levelsNeverExceedTheMatrixForAnyOfTheRoles(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Facts facts = facts(random);
            if (Chain.decide(facts) instanceof Permit permit) {
                permit.levels()
                        .byCode()
                        .forEach((code, level) -> facts.caller()
                                .roles()
                                .forEach(role -> assertTrue(level.compareTo(facts.matrix()
                                                .access(List.of(role))
                                                .levels()
                                                .of(code))
                                        <= 0)));
                facts.agreement()
                        .excludedCategories()
                        .forEach(excluded -> assertTrue(permit.levels().byCode().keySet().stream()
                                .noneMatch(code -> code.startsWith(excluded))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takingMoreAwayNeverGivesMore(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Facts facts = facts(random);
            Facts stricter = Given.with(
                    facts,
                    Stream.concat(
                                    facts.objections().stream(),
                                    Stream.of(new Objection(UUID.randomUUID(), categories(random, 4), Set.of())))
                            .toArray(Objection[]::new));
            if (Chain.decide(stricter) instanceof Permit less) {
                Permit more = assertInstanceOf(Permit.class, Chain.decide(facts));
                assertTrue(more.levels()
                        .byCode()
                        .keySet()
                        .containsAll(less.levels().byCode().keySet()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameFactsGiveTheSameDecision(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Facts facts = facts(random);
            assertEquals(Chain.decide(facts), Chain.decide(facts));
        }
    }

    static Facts facts(Random random) {
        String organisation = pick(random, ORGANISATIONS);
        LocalDate today = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300));
        return new Facts(
                pick(random, List.of(Interaction.values())),
                new Caller(
                        "user", "", organisation, roles(random), List.of(pick(random, PURPOSES)), "ehr", "", Set.of()),
                new Person(
                        new UUID(1, random.nextInt(100)),
                        random.nextInt(10) > 0,
                        random.nextInt(10) == 0,
                        List.of(new Person.SourcePatient(pick(random, ORGANISATIONS), new UUID(2, 2), true)),
                        List.of()),
                agreement(random, organisation, today),
                new Stated(
                        random.nextBoolean(),
                        random.nextInt(8) == 0,
                        random.nextBoolean(),
                        pick(random, List.of(Stated.Self.values()))),
                objections(random),
                SampleMatrix.MATRIX,
                random.nextBoolean(),
                today);
    }

    private static List<String> roles(Random random) {
        return IntStream.range(0, Math.max(0, random.nextInt(6) - 2) / 2 + (random.nextInt(8) > 0 ? 1 : 0))
                .mapToObj(i -> pick(random, ROLES))
                .distinct()
                .toList();
    }

    private static Agreement agreement(Random random, String organisation, LocalDate today) {
        LocalDate from = today.plusDays(random.nextInt(20) - 15);
        return random.nextInt(10) == 0
                ? Agreement.NONE
                : new Agreement(
                        organisation,
                        "",
                        Agreement.Type.JCA,
                        Set.copyOf(List.of("TREAT", pick(random, PURPOSES))),
                        random.nextBoolean(),
                        random.nextInt(10) == 0,
                        categories(random, 3),
                        from,
                        from.plusDays(random.nextInt(20)));
    }

    private static List<Objection> objections(Random random) {
        List<Objection> found = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            found.add(new Objection(new UUID(3, i), categories(random, 3), Set.of(pick(random, ORGANISATIONS))));
        }
        return found;
    }

    private static Set<String> categories(Random random, int most) {
        Set<String> found = new HashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            found.add("cat-%02d".formatted(1 + random.nextInt(22)));
        }
        return found;
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
