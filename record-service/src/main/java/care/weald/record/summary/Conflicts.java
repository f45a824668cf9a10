package care.weald.record.summary;

import care.weald.record.summary.Consolidation.Group;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where sources contradict each other. It is said, and never decided. */
final class Conflicts {

    /** SNOMED's ways to say that there is none, and of which kind of allergy. */
    private static final Map<String, String> NONE_KNOWN = Map.of(
            "716186003", "",
            "409137002", "medication",
            "429625007", "food",
            "428607008", "environment");

    private static final Set<String> OVER = Set.of("inactive", "resolved");

    private Conflicts() {}

    /** Whether the source says that no allergy, or none of a kind, is known. */
    static boolean isNoneKnown(Entry allergy) {
        return Codes.isAny(allergy.content().path("code"), NONE_KNOWN.keySet());
    }

    /** Of allergies: none known here and one there; and the same one over here and not there. */
    static List<String> ofAllergies(List<Group<Entry>> groups) {
        List<Entry> all =
                groups.stream().flatMap(group -> group.members().stream()).toList();
        List<Entry> active = all.stream()
                .filter(allergy -> !isNoneKnown(allergy) && !isOver(allergy))
                .toList();
        List<String> notes = new ArrayList<>();
        for (Entry none : all) {
            List<Entry> against = isNoneKnown(none) && !isOver(none)
                    ? active.stream().filter(one -> isOfItsKind(one, none)).toList()
                    : List.of();
            if (!against.isEmpty()) {
                notes.add("Sources disagree: " + none.source() + " records \""
                        + Words.concept(none.content().path("code"))
                        + "\", but an active allergy or intolerance is recorded by "
                        + sources(against) + ". Both are listed.");
            }
        }
        for (Group<Entry> group : groups) {
            if (group.members().stream().map(Conflicts::isOver).distinct().count() > 1) {
                notes.add("Sources disagree whether this is still so: "
                        + Words.concept(group.first().content().path("code")) + ". Each is listed.");
            }
        }
        return notes.stream().distinct().toList();
    }

    /** Of medicines: two doses of one that are both current; and one that is current here and stopped there. */
    static List<String> ofMedicines(List<Group<Medicine>> groups) {
        List<String> notes = new ArrayList<>();
        Map<String, List<Medicine>> current = groups.stream()
                .flatMap(group -> group.members().stream())
                .filter(medicine ->
                        medicine.current() && Codes.of(medicine.concept()).isPresent())
                .collect(Collectors.groupingBy(
                        medicine -> Codes.of(medicine.concept()).orElseThrow(),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()));
        current.values().forEach(same -> {
            if (same.stream()
                            .map(medicine -> medicine.dose().key())
                            .filter(dose -> !dose.isEmpty())
                            .distinct()
                            .count()
                    > 1) {
                notes.add("More than one dose is recorded as current: " + name(same.getFirst())
                        + ". Each is listed by itself.");
            }
        });
        for (Group<Medicine> group : groups) {
            if (group.members().stream().map(Medicine::current).distinct().count() > 1) {
                notes.add("Sources disagree whether this is current: " + name(group.first()) + ". Each is listed.");
            }
        }
        return notes;
    }

    private static String name(Medicine medicine) {
        return Words.concept(medicine.concept());
    }

    private static boolean isOver(Entry allergy) {
        return Codes.has(allergy.content().path("clinicalStatus"), OVER)
                || Codes.has(allergy.content().path("verificationStatus"), Set.of("refuted"));
    }

    /** An allergy that does not say its kind may be of any. */
    private static boolean isOfItsKind(Entry allergy, Entry none) {
        String kind = NONE_KNOWN.entrySet().stream()
                .filter(entry -> Codes.isAny(none.content().path("code"), Set.of(entry.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        JsonNode kinds = allergy.content().path("category");
        return kind.isEmpty()
                || kinds.isEmpty()
                || kinds.valueStream().anyMatch(one -> one.asText().equals(kind));
    }

    private static String sources(List<Entry> entries) {
        return String.join(", ", entries.stream().map(Entry::source).collect(Collectors.toCollection(TreeSet::new)));
    }
}
