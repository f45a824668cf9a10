package care.weald.identity.match.evaluation;

import care.weald.identity.match.Assessment;
import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Clustering;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the records of one file together by its certain pairs, as a bulk run does, and counts pairs and whole clusters. */
final class Clusters {

    private final List<Entry> entries;
    private final MemoryIndex memory;
    private final Matcher matcher;

    private record Pair(int a, int b, int total) {}

    Clusters(List<Entry> entries, Model model) {
        this.entries = entries;
        this.memory = MemoryIndex.of(entries.stream().map(Entry::demographics).toList());
        this.matcher = new Matcher(model, memory.census(), "");
    }

    /** Figures over all pairs that are together, and over whole clusters: right only with all of a person and nobody else. */
    List<Figures> figures(String set) {
        Clustering clustering = new Clustering(entries.size(), evidence());
        long bridges = certain().stream()
                .filter(pair -> !clustering.offer(pair.a(), pair.b()))
                .count();
        Map<Integer, List<Integer>> found = new HashMap<>();
        Map<Long, List<Integer>> truth = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            found.computeIfAbsent(clustering.cluster(i), c -> new ArrayList<>()).add(i);
            truth.computeIfAbsent(entries.get(i).truth(), t -> new ArrayList<>())
                    .add(i);
        }
        return List.of(pairs(set, found, truth, bridges), whole(set, found, truth));
    }

    private Figures pairs(String set, Map<Integer, List<Integer>> found, Map<Long, List<Integer>> truth, long bridges) {
        long together = found.values().stream().mapToLong(Clusters::pairs).sum();
        long all = truth.values().stream().mapToLong(Clusters::pairs).sum();
        long right = found.values().stream().mapToLong(this::right).sum();
        return new Figures(
                set,
                "pairs together, " + bridges + " certain ones left to review",
                right,
                together - right,
                all - right);
    }

    private static long pairs(List<Integer> records) {
        return (long) records.size() * (records.size() - 1) / 2;
    }

    private long right(List<Integer> cluster) {
        Map<Long, List<Integer>> persons = new HashMap<>();
        cluster.forEach(i -> persons.computeIfAbsent(entries.get(i).truth(), t -> new ArrayList<>())
                .add(i));
        return persons.values().stream().mapToLong(Clusters::pairs).sum();
    }

    private static Figures whole(String set, Map<Integer, List<Integer>> found, Map<Long, List<Integer>> truth) {
        Set<List<Integer>> persons = new HashSet<>(truth.values());
        long right = found.values().stream().filter(persons::contains).count();
        return new Figures(set, "whole clusters", right, found.size() - right, truth.size() - right);
    }

    private List<Pair> certain() {
        Assessment assessment = matcher.assessment();
        Set<Long> met = new HashSet<>();
        List<Pair> certain = new ArrayList<>();
        KeyTable keys = memory.keys();
        for (int from = 0; from < keys.size(); from = keys.end(from)) {
            int to = keys.end(from);
            for (int i = from; to - from <= BlockKeys.LARGEST_BLOCK && i < to; i++) {
                for (int j = i + 1; j < to; j++) {
                    int a = Math.min(keys.id(i), keys.id(j));
                    int b = Math.max(keys.id(i), keys.id(j));
                    if (met.add((long) a << 32 | b) && isCertain(assessment, a, b)) {
                        certain.add(new Pair(a, b, assessment.total()));
                    }
                }
            }
        }
        certain.sort(Comparator.comparingInt(Pair::total)
                .reversed()
                .thenComparingInt(Pair::a)
                .thenComparingInt(Pair::b));
        return certain;
    }

    private boolean isCertain(Assessment assessment, int a, int b) {
        assessment.assess(memory.profile(a), memory.profile(b), true);
        return assessment.grade() == Grade.CERTAIN;
    }

    private Clustering.Evidence evidence() {
        Assessment assessment = matcher.assessment();
        return new Clustering.Evidence() {
            @Override
            public boolean isCertain(int a, int b) {
                return Clusters.this.isCertain(assessment, a, b);
            }

            @Override
            public boolean isAgainst(int a, int b) {
                assessment.assess(memory.profile(a), memory.profile(b), true);
                return assessment.score().isAgainst();
            }
        };
    }
}
