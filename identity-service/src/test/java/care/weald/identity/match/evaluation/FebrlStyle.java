package care.weald.identity.match.evaluation;

import care.weald.identity.population.AustralianPeople;
import care.weald.identity.population.FebrlChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two lists in FEBRL's manner: each original has one changed copy. */
final class FebrlStyle {

    private FebrlStyle() {}

    /** So many people with one change a field and four a record, seldom more, as in FEBRL's own sets. */
    static List<Entry> entries(long seed, int people) {
        return entries(new AustralianPeople(seed), new FebrlChanges(seed + 1, 1, 5), people);
    }

    /** The same with up to two changes a field and ten a record. */
    static List<Entry> worse(long seed, int people) {
        return entries(new AustralianPeople(seed), new FebrlChanges(seed + 1, 2, 10), people);
    }

    private static List<Entry> entries(AustralianPeople source, FebrlChanges changes, int people) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Map<String, String> original = source.next();
            Map<String, String> copy = changes.changed(original);
            entries.add(new Entry(Sets.febrlDemographics(original), i, "org", original.toString()));
            entries.add(new Entry(Sets.febrlDemographics(copy), i, "dup", copy.toString()));
        }
        return entries;
    }
}
