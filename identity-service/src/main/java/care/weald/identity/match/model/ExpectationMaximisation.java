package care.weald.identity.match.model;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Learns how often records of one person agree where no verified number says which are: expectation maximisation over the
 * pairs of one blocking rule at a time, with the strangers' shares held. A rule says nothing about the field it blocks by;
 * what two rules say of a field is averaged by how sure each is.
 */
final class ExpectationMaximisation {

    private static final int ROUNDS = 30;
    private static final int LARGEST = 30;
    private static final int MOST_PAIRS = 300_000;
    private static final double BELIEF = 20;

    private final LevelTable strangers;

    /** The distinct patterns of levels, with how often each occurs. */
    private final Map<List<Integer>, Integer> patterns = new TreeMap<>(ExpectationMaximisation::compare);

    private ExpectationMaximisation(LevelTable strangers) {
        this.strangers = strangers;
    }

    /** The shares that {@code samples} teach, kept near the starting values where pairs are few. */
    static LevelTable learn(List<Sample> samples, LevelTable strangers) {
        Tally tally = new Tally();
        rule(samples, strangers, Profile::birthDateKey, Set.of(Field.BIRTH_DATE))
                .into(tally, Set.of(Field.BIRTH_DATE));
        Set<Field> names = Set.of(Field.GIVEN, Field.FAMILY);
        rule(samples, strangers, Profile::nameKey, names).into(tally, names);
        return tally.table(StartingTables.same(), BELIEF);
    }

    private static ExpectationMaximisation rule(
            List<Sample> samples, LevelTable strangers, ToLongFunction<Profile> by, Set<Field> blocked) {
        ExpectationMaximisation rule = new ExpectationMaximisation(strangers);
        Map<Long, List<Profile>> blocks = new TreeMap<>();
        for (Sample sample : samples) {
            long key = by.applyAsLong(sample.profile());
            if (key != 0) {
                blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(sample.profile());
            }
        }
        Comparison comparison = new Comparison();
        int pairs = 0;
        for (List<Profile> block : blocks.values()) {
            if (block.size() <= LARGEST && pairs < MOST_PAIRS) {
                pairs += rule.count(block, comparison, blocked);
            }
        }
        return rule;
    }

    private int count(List<Profile> block, Comparison comparison, Set<Field> blocked) {
        int pairs = 0;
        for (int i = 0; i < block.size(); i++) {
            for (int j = i + 1; j < block.size(); j++) {
                comparison.compare(block.get(i), block.get(j), true);
                List<Integer> pattern = new ArrayList<>();
                Field.all().forEach(f -> pattern.add(blocked.contains(f) ? -1 : comparison.level(f)));
                patterns.merge(pattern, 1, Integer::sum);
                pairs++;
            }
        }
        return pairs;
    }

    private void into(Tally tally, Set<Field> blocked) {
        LevelTable same = StartingTables.same();
        double share = 0.2;
        Map<List<Integer>, Double> chances = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            chances = chances(same, share);
            Tally expected = new Tally();
            share = expect(expected, chances);
            same = expected.table(StartingTables.same(), BELIEF);
        }
        chances.forEach(
                (pattern, chance) -> addAll(tally, pattern, chance * patterns.getOrDefault(pattern, 0), blocked));
    }

    private double expect(Tally expected, Map<List<Integer>, Double> chances) {
        double matches = 0;
        double pairs = 0;
        for (Map.Entry<List<Integer>, Integer> entry : patterns.entrySet()) {
            double weight = entry.getValue() * chances.getOrDefault(entry.getKey(), 0.0);
            addAll(expected, entry.getKey(), weight, Set.of());
            matches += weight;
            pairs += entry.getValue();
        }
        return Math.clamp(pairs == 0 ? 0 : matches / pairs, 1e-6, 1 - 1e-6);
    }

    private static void addAll(Tally tally, List<Integer> pattern, double weight, Set<Field> blocked) {
        for (Field field : Field.all()) {
            if (!blocked.contains(field)) {
                tally.add(field, pattern.get(field.index()), weight);
            }
        }
    }

    private Map<List<Integer>, Double> chances(LevelTable same, double share) {
        Map<List<Integer>, Double> chances = new HashMap<>();
        for (List<Integer> pattern : patterns.keySet()) {
            double odds = share / (1 - share);
            for (Field field : Field.all()) {
                int level = pattern.get(field.index());
                odds *= level < 0 ? 1 : same.get(field, level) / strangers.get(field, level);
            }
            chances.put(pattern, odds / (1 + odds));
        }
        return chances;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
