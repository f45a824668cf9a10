package care.weald.identity.match.evaluation;

import care.weald.identity.match.Assessment;
import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Compares every two records that share a key, as a bulk run does, and counts pairs. */
final class Duplicates {

    private final List<Entry> entries;
    private final MemoryIndex memory;
    private final Matcher matcher;
    private final Consumer<String> errors;

    Duplicates(List<Entry> entries, Model model, Consumer<String> errors) {
        this.entries = entries;
        this.memory = MemoryIndex.of(entries.stream().map(Entry::demographics).toList());
        this.matcher = new Matcher(model, memory.census(), "");
        this.errors = errors;
    }

    List<Figures> figures(String set) {
        long[] right = new long[4];
        long[] wrong = new long[4];
        Assessment assessment = matcher.assessment();
        for (long pair : pairs()) {
            int a = (int) (pair >>> 32);
            int b = (int) pair;
            assessment.assess(memory.profile(a), memory.profile(b), true);
            boolean same = entries.get(a).truth() == entries.get(b).truth();
            for (Grade grade : Grade.values()) {
                if (assessment.grade().compareTo(grade) <= 0) {
                    (same ? right : wrong)[rank(grade)]++;
                }
            }
            boolean certain = assessment.grade() == Grade.CERTAIN;
            if (certain != same) {
                errors.accept((same ? "MISSED " : "WRONG ") + entries.get(a).text() + "\n    "
                        + entries.get(b).text() + "\n      " + assessment.score());
            }
        }
        long all = truePairs();
        return List.of(
                new Figures(set, "certain", right[0], wrong[0], all - right[0]),
                new Figures(set, "probable and better", right[1], wrong[1], all - right[1]),
                new Figures(set, "possible and better", right[2], wrong[2], all - right[2]),
                new Figures(set, "(share a key)", right[3], wrong[3], all - right[3]));
    }

    private static int rank(Grade grade) {
        return List.of(Grade.values()).indexOf(grade);
    }

    private long truePairs() {
        return entries.stream()
                .collect(java.util.stream.Collectors.groupingBy(Entry::truth, java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .mapToLong(n -> n * (n - 1) / 2)
                .sum();
    }

    private List<Long> pairs() {
        Set<Long> pairs = new HashSet<>();
        KeyTable keys = memory.keys();
        for (int from = 0; from < keys.size(); ) {
            int to = keys.end(from);
            boolean said = to - from <= BlockKeys.LARGEST_BLOCK;
            for (int i = from; said && i < to; i++) {
                for (int j = i + 1; j < to; j++) {
                    pairs.add((long) Math.min(keys.id(i), keys.id(j)) << 32 | Math.max(keys.id(i), keys.id(j)));
                }
            }
            from = to;
        }
        List<Long> sorted = new ArrayList<>(pairs);
        sorted.sort(null);
        return sorted;
    }
}
