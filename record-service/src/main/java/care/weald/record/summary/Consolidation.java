package care.weald.record.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The same thing from several sources as one (capabilities.md, D12). Nothing is dropped: each source's word stays in the
 * group, and what has no code stands alone.
 */
final class Consolidation {

    private Consolidation() {}

    /**
     * What several sources say of one thing, in the order it came.
     *
     * @param members at least one
     */
    record Group<T>(List<T> members) {

        Group {
            members = List.copyOf(members);
        }

        /** The one that speaks for all where they do not differ. */
        T first() {
            return members.getFirst();
        }
    }

    /** Groups by key; what has none is a group by itself. The order is that of each group's first. */
    static <T> List<Group<T>> of(List<T> all, Function<T, Optional<String>> key) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T one : all) {
            String name = key.apply(one).orElseGet(() -> "alone " + groups.size());
            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
        }
        return groups.values().stream().map(Group::new).toList();
    }

    /**
     * Medicines by code and dose. Two doses are never one, nor is a stated dose and an unstated; those of one medicine
     * stand together.
     */
    static List<Group<Medicine>> medicines(List<Medicine> medicines) {
        return of(medicines, medicine -> Codes.of(medicine.concept())).stream()
                .flatMap(same -> of(
                        same.members(), medicine -> Optional.of(medicine.dose().key()))
                        .stream())
                .toList();
    }

    /** Allergies by what they are to. */
    static List<Group<Entry>> allergies(List<Entry> allergies) {
        return of(allergies, allergy -> Codes.of(allergy.content().path("code")));
    }
}
