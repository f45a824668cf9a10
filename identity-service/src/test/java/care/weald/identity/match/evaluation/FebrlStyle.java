package care.weald.identity.match.evaluation;

import care.weald.identity.population.AustralianPeople;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two lists in FEBRL's manner: each original has one changed copy. */
final class FebrlStyle {

    private FebrlStyle() {}

    static List<Entry> entries(long seed, int people) {
        AustralianPeople source = new AustralianPeople(seed);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Map<String, String> original = source.next();
            Map<String, String> copy = source.changed(original);
            entries.add(new Entry(Sets.febrlDemographics(original), i, "org", original.toString()));
            entries.add(new Entry(Sets.febrlDemographics(copy), i, "dup", copy.toString()));
        }
        return entries;
    }
}
