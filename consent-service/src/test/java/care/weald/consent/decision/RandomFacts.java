package care.weald.consent.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Decisions over random facts, as they are kept. */
public final class RandomFacts {

    private RandomFacts() {}

    /** A decision as it is kept, with what it rested on. */
    public record Made(Facts facts, Decision decision, Logged logged) {

        /** Whether it shows a category to somebody in a doctor's role. */
        public boolean showsToDoctor(String category) {
            return decision instanceof Decision.Permit permit
                    && facts.interaction().isOfRecord()
                    && facts.caller().roles().contains("R8000")
                    && permit.levels().of(category).isShown();
        }
    }

    /** So many of them. */
    public static List<Made> decided(Random random, int count) {
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Facts facts = i % 2 == 0 ? ChainPropertyTest.facts(random) : usual(random);
            Decision decision = Chain.decide(facts);
            Question question =
                    new Question(facts.interaction(), facts.caller(), Map.of(), facts.person(), Person.NONE);
            Answer answer = new Answer(
                    new UUID((1_790_000_000_000L << 16) | 0x7000, i),
                    question,
                    facts.matrix().version(),
                    decision);
            made.add(new Made(facts, decision, Logged.of(answer, facts)));
        }
        return made;
    }

    /** Somebody of the own organisation who reads a record, most of it shown. */
    private static Facts usual(Random random) {
        List<Interaction> reads = List.of(Interaction.READ, Interaction.RECORD, Interaction.SEARCH);
        List<String> roles = List.of("R8000", "R8001", "R1070", "R8006");
        Facts facts = Given.with(
                Given.with(Given.DOCTOR, reads.get(random.nextInt(reads.size()))),
                Given.caller("TREAT", roles.get(random.nextInt(roles.size()))));
        return random.nextBoolean() ? facts : Given.with(facts, Given.objection(Set.of("cat-20"), "RXH01"));
    }
}
