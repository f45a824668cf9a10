package care.weald.identity.match.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped model on small sets: no wrong person at grade certain, and few missed. */
class EvaluationTest {

    private static final List<String> ERRORS = new ArrayList<>();
    private static Model model = Model.starting();

    @BeforeAll
    static void load() {
        model = Model.shipped();
    }

    private static Path set(String name) {
        try {
            return Path.of(Objects.requireNonNull(EvaluationTest.class.getResource("/linkage/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void febrlListsAreLinkedWithoutAWrongPair() {
        List<Entry> entries = Sets.febrl(set("febrl1.csv"));
        List<Entry> index =
                entries.stream().filter(e -> e.source().equals("org")).toList();
        List<Entry> queries =
                entries.stream().filter(e -> e.source().equals("dup")).toList();

        List<Figures> figures = new Lookup(index, model, ERRORS::add).figures("febrl1", queries);

        assertEquals(0, figures.get(0).wrong());
        assertTrue(figures.get(0).recall() >= 0.98, figures.get(0).row());
        assertTrue(figures.get(2).recall() >= 0.995, figures.get(2).row());
    }

    @Test
    void splinksSmallSetIsLinkedWithoutAWrongPair() {
        List<Entry> entries = Sets.fake(set("fake_1000.csv"));
        List<Figures> figures = new Duplicates(entries, model, ERRORS::add).figures("fake_1000");

        assertEquals(0, figures.get(0).wrong());
        assertTrue(figures.get(2).f1() >= 0.9, figures.get(2).row());
    }

    @Test
    void peopleWithAbsentRelativesAreFoundAndNobodyElse() {
        Invented invented = Invented.of(5, 12_000, 4_000);

        List<Figures> figures = invented.figures(model, ERRORS::add);

        assertEquals(0, figures.get(0).wrong(), ERRORS::toString);
        assertTrue(figures.get(0).recall() >= 0.98, figures.get(0).row());
        assertTrue(figures.get(1).precision() >= 0.998, figures.get(1).row());
    }

    @Test
    void everyPairOfABulkRunIsGradedAsOneByOne() throws Exception {
        Invented invented = Invented.of(6, 2_000, 2_000);
        List<Entry> entries = new ArrayList<>(invented.index());
        entries.addAll(invented.queries());
        MemoryIndex index =
                MemoryIndex.of(entries.stream().map(Entry::demographics).toList());
        Matcher matcher = new Matcher(model, entries.size());

        long[] counts = new Bulk(index, matcher).run(2);

        assertEquals(oneByOne(index, matcher), counts[2]);
        assertTrue(counts[1] <= counts[0]);
    }

    private static long oneByOne(MemoryIndex index, Matcher matcher) {
        java.util.BitSet met = new java.util.BitSet();
        KeyTable keys = index.keys();
        for (int from = 0; from < keys.size(); from = keys.end(from)) {
            int to = keys.end(from);
            boolean said = to - from <= 300 && !care.weald.identity.match.BlockKeys.isNameOnly(keys.key(from));
            for (int i = from; said && i < to; i++) {
                for (int j = i + 1; j < to; j++) {
                    met.set(keys.id(i) * index.size() + keys.id(j));
                }
            }
        }
        return met.stream()
                .filter(pair -> {
                    Profile a = index.profile(pair / index.size());
                    Profile b = index.profile(pair % index.size());
                    var assessment = matcher.assessment();
                    assessment.assess(a, b, true);
                    return assessment.grade() != Grade.CERTAINLY_NOT;
                })
                .count();
    }
}
