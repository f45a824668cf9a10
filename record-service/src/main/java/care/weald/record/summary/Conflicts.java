package care.weald.record.summary;

import care.weald.record.summary.Consolidation.Group;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        all.stream()
                .filter(one -> isNoneKnown(one) && !isOver(one))
                .forEach(none -> against(none, active).ifPresent(notes::add));
        for (Group<Entry> group : groups) {
            if (group.members().stream().map(Conflicts::isOver).distinct().count() > 1) {
                notes.add("Sources disagree whether this is still so: "
                        + Words.concept(group.first().content().path("code")) + ". Each is listed.");
            }
        }
        return notes.stream().distinct().toList();
    }

    private static Optional<String> against(Entry none, List<Entry> active) {
        List<Entry> against =
                active.stream().filter(one -> isOfItsKind(one, none)).toList();
        return against.isEmpty()
                ? Optional.empty()
                : Optional.of("Sources disagree: " + none.source() + " records \""
                        + Words.concept(none.content().path("code"))
                        + "\", but an active allergy or intolerance is recorded by " + sources(against)
                        + ". Both are listed.");
    }

    /** Of medicines: two doses of one that are both current; and one that is current here and stopped there. */
    static List<String> ofMedicines(List<Group<Medicine>> groups) {
        List<Medicine> all =
                groups.stream().flatMap(group -> group.members().stream()).toList();
        List<String> notes = new ArrayList<>();
        for (Group<Medicine> same : Consolidation.of(all, medicine -> Codes.of(medicine.concept()))) {
            List<Medicine> current =
                    same.members().stream().filter(Medicine::current).toList();
            Set<String> doses = current.stream()
                    .map(medicine -> medicine.dose().key())
                    .filter(dose -> !dose.isEmpty())
                    .collect(Collectors.toSet());
            if (doses.size() > 1) {
                notes.add("More than one dose is recorded as current: " + name(same.first())
                        + ". Each is listed by itself.");
            }
            Set<String> stopped = sources(same.members(), false);
            stopped.removeAll(sources(current, true));
            if (!current.isEmpty() && !stopped.isEmpty()) {
                notes.add("Sources disagree whether this is current: " + name(same.first()) + ". It is no longer so by "
                        + String.join(", ", stopped) + ". Each is listed.");
            }
        }
        return notes;
    }

    private static Set<String> sources(List<Medicine> medicines, boolean current) {
        return medicines.stream()
                .filter(medicine -> medicine.current() == current)
                .map(medicine -> medicine.entry().source())
                .collect(Collectors.toCollection(TreeSet::new));
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
