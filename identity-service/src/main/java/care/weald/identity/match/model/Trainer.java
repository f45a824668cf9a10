package care.weald.identity.match.model;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Learns a model from records. Strangers are random pairs; pairs of one person are those that share a verified NHS number and
 * one more field (never the field that is being counted); relatives share an address and have different numbers. Where too
 * few records are numbered, {@link ExpectationMaximisation} takes their place. The records are put in one order first, so
 * the same records give the same model, whatever order they come in.
 */
public final class Trainer {

    /** Pairs of one person below which numbers are not enough to learn from. */
    static final int FEWEST = 500;

    private static final int LARGEST = 12;
    private static final double STRANGERS = 100;
    private static final int RARE = 5;
    private static final List<Field> SEEDS = List.of(Field.BIRTH_DATE, Field.GIVEN, Field.FAMILY, Field.POSTCODE);

    private final Training training;
    private final Comparison comparison = new Comparison();
    private final Tally strangers = new Tally();
    private final Tally same = new Tally();
    private final Tally relatives = new Tally();
    private final Tally peers = new Tally();
    private final Map<String, Tally> sources = new TreeMap<>();

    private Trainer(Training training) {
        this.training = training;
    }

    /** The model that {@code samples} teach; of fewer than two records nothing is learnt. */
    public static Model train(List<Sample> samples, Training training) {
        List<Sample> ordered = new ArrayList<>(samples);
        ordered.sort(Comparator.comparingLong((Sample s) -> s.profile().fingerprint())
                .thenComparing(Sample::source));
        return new Trainer(training).learn(ordered);
    }

    private Model learn(List<Sample> samples) {
        if (samples.size() > 1) {
            strangers(samples);
            groups(samples, Trainer::numberOf).values().forEach(this::sameOf);
            groups(samples, s -> s.profile().household()).values().forEach(this::relativesOf);
        }
        LevelTable among = strangers.table(StartingTables.strangers(), STRANGERS);
        LevelTable pooled = same.total(Field.FAMILY) >= FEWEST
                ? same.table(StartingTables.same(), training.belief())
                : ExpectationMaximisation.learn(samples, among);
        Map<String, LevelTable> bySource = new HashMap<>();
        sources.forEach((source, tally) -> bySource.put(source, tally.table(pooled, training.shrinkage())));
        return new Model(new ModelParts(
                training.version(),
                Limits.STARTING,
                pooled,
                among,
                relatives.table(StartingTables.relatives(), training.belief()),
                peers.table(StartingTables.peers(), training.belief()),
                bySource,
                names(samples, true),
                names(samples, false)));
    }

    private void strangers(List<Sample> samples) {
        SplittableRandom random = new SplittableRandom(training.seed());
        for (int i = 0; i < training.strangers(); i++) {
            Profile a = samples.get(random.nextInt(samples.size())).profile();
            Profile b = samples.get(random.nextInt(samples.size())).profile();
            boolean perhapsSame = a == b || (a.nhsNumber() != 0 && a.nhsNumber() == b.nhsNumber());
            if (!perhapsSame) {
                comparison.compare(a, b, true);
                Field.all().forEach(field -> strangers.add(field, comparison.countedLevel(field), 1));
            }
        }
    }

    private static long numberOf(Sample sample) {
        return sample.profile().isVerified() ? sample.profile().nhsNumber() : 0;
    }

    private static Map<Long, List<Sample>> groups(List<Sample> samples, java.util.function.ToLongFunction<Sample> by) {
        Map<Long, List<Sample>> groups = new TreeMap<>();
        for (Sample sample : samples) {
            long key = by.applyAsLong(sample);
            if (key != 0) {
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(sample);
            }
        }
        groups.values().removeIf(group -> group.size() < 2 || group.size() > LARGEST);
        return groups;
    }

    private void sameOf(List<Sample> group) {
        for (int i = 0; i < group.size(); i++) {
            for (int j = i + 1; j < group.size(); j++) {
                comparison.compare(group.get(i).profile(), group.get(j).profile(), true);
                same(same);
                String source = group.get(i).source();
                String other = group.get(j).source();
                same(source(source));
                if (!other.equals(source)) {
                    same(source(other));
                }
            }
        }
    }

    private Tally source(String source) {
        return source.isEmpty() ? new Tally() : sources.computeIfAbsent(source, s -> new Tally());
    }

    private void same(Tally tally) {
        for (Field field : Field.all()) {
            boolean agreed = SEEDS.stream().anyMatch(seed -> seed != field && comparison.level(seed) == 0);
            if (agreed) {
                tally.add(comparison, field);
            }
        }
    }

    /** One person under two numbers is no relative: the same birth date and given name are passed over. */
    private void relativesOf(List<Sample> group) {
        for (int i = 0; i < group.size(); i++) {
            for (int j = i + 1; j < group.size(); j++) {
                comparison.compare(group.get(i).profile(), group.get(j).profile(), true);
                boolean twice = comparison.hasSameBirthDate() && comparison.level(Field.GIVEN) == 0;
                if (comparison.hasDifferentNumbers() && !twice) {
                    relative();
                }
            }
        }
    }

    private void relative() {
        boolean peer = comparison.hasOneGeneration();
        for (Field field : Field.all()) {
            boolean named = field == Field.GIVEN || field == Field.MIDDLE;
            (peer && named ? peers : relatives).add(comparison, field);
        }
    }

    /** Names that occur often enough to be counted; the rest share the mean of what is left. */
    private NameFrequencies names(List<Sample> samples, boolean given) {
        Map<Long, Integer> counts = new TreeMap<>();
        int total = 0;
        for (Sample sample : samples) {
            long hash = given ? sample.profile().givenHash() : sample.profile().familyHash();
            if (hash != 0) {
                counts.merge(hash, 1, Integer::sum);
                total++;
            }
        }
        long rare = counts.values().stream().filter(n -> n < RARE).count();
        long borne =
                counts.values().stream().filter(n -> n < RARE).mapToLong(n -> n).sum();
        counts.values().removeIf(n -> n < RARE);
        double floor = rare == 0 ? 0 : (double) borne / rare / total;
        return new NameFrequencies(counts, Math.max(1, total), Math.max(floor, training.leastShare()));
    }
}
