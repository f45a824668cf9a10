package care.weald.record.summary;

import care.weald.record.summary.Consolidation.Group;
import care.weald.record.summary.Selection.Choice;
import care.weald.record.summary.Tables.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a summary says, section by section.
 *
 * @param now the moment it speaks of
 * @param limit the most items of a section; what is mandatory has no limit but its own
 */
record Contents(Instant now, int limit) {

    /** What the flag says; what is known is in the record, and not here. */
    static final String KNOWN_TO_SOCIAL_CARE = "Known to social care";

    /**
     * A section as it is written.
     *
     * @param entries what it lists, and what its narrative is about
     * @param notes what must be known of the section as a whole: contradictions and what was left out
     */
    record Written(Section section, List<Entry> entries, String narrative, List<String> notes) {

        Written {
            entries = List.copyOf(entries);
            notes = List.copyOf(notes);
        }
    }

    /** Writes the sections that have something to say, and those that every summary has. */
    List<Written> write(Found found) {
        Map<Section, List<Entry>> listed = new EnumMap<>(Section.class);
        found.entries()
                .forEach(entry -> entry.section()
                        .ifPresent(section -> listed.computeIfAbsent(section, _ -> new ArrayList<>())
                                .add(entry)));
        Map<String, Entry> parts = found.entries().stream()
                .collect(Collectors.toMap(Entry::reference, Function.identity(), (one, _) -> one));
        List<Written> written = new ArrayList<>();
        for (Section section : Section.values()) {
            Chosen chosen = choose(section, listed.getOrDefault(section, List.of()), found);
            if (section.isMandatory() || chosen.saysSomething()) {
                written.add(write(section, chosen, parts));
            }
        }
        return written;
    }

    /**
     * What was chosen for a section.
     *
     * @param flag whether social care knows the person, and this is where it is said
     */
    private record Chosen(List<Entry> entries, List<Medicine> medicines, long leftOut, boolean flag) {

        boolean saysSomething() {
            return flag || leftOut > 0 || !entries.isEmpty();
        }
    }

    private Chosen choose(Section section, List<Entry> found, Found all) {
        List<Entry> entries = new ArrayList<>();
        List<Medicine> medicines = new ArrayList<>();
        long leftOut = all.leftOut().getOrDefault(section, 0L);
        for (Entry entry : found) {
            Optional<Medicine> medicine = section == Section.MEDICATIONS
                    ? Optional.of(Medicine.of(entry, all.directory(), now))
                    : Optional.empty();
            Choice choice = medicine.map(one -> Selection.medicine(one, now)).orElseGet(() -> choice(section, entry));
            if (choice == Choice.LISTED && (section.isMandatory() || entries.size() < limit)) {
                entries.add(entry);
                medicine.ifPresent(medicines::add);
            } else if (choice != Choice.NOTHING) {
                leftOut++;
            }
        }
        return new Chosen(entries, medicines, leftOut, section == Section.ALERTS && all.knownToSocialCare());
    }

    private static Choice choice(Section section, Entry entry) {
        return switch (section) {
            case ALLERGIES -> Selection.allergy(entry.content());
            case PROBLEMS, PAST_PROBLEMS -> Selection.problem(entry.content());
            default -> Choice.LISTED;
        };
    }

    private static Written write(Section section, Chosen chosen, Map<String, Entry> parts) {
        List<String> conflicts = new ArrayList<>();
        Table table = table(section, chosen, parts, conflicts);
        Narrative narrative = new Narrative();
        conflicts.forEach(narrative::warning);
        if (chosen.flag()) {
            narrative.paragraph(KNOWN_TO_SOCIAL_CARE);
        }
        if (!chosen.entries().isEmpty()) {
            narrative.table(table.headings(), table.rows());
        } else if (!chosen.flag()) {
            narrative.paragraph(nothing(section, chosen.leftOut()));
        }
        List<String> notes = new ArrayList<>(conflicts);
        if (chosen.leftOut() > 0) {
            String left = leftOut(chosen.leftOut());
            narrative.paragraph(left);
            notes.add(left);
        }
        return new Written(section, chosen.entries(), narrative.close(), notes);
    }

    /** The table of a section; what contradicts itself is added to {@code conflicts}. */
    private static Table table(Section section, Chosen chosen, Map<String, Entry> parts, List<String> conflicts) {
        return switch (section) {
            case MEDICATIONS -> {
                List<Group<Medicine>> groups = Consolidation.medicines(currentFirst(chosen.medicines()));
                conflicts.addAll(Conflicts.ofMedicines(groups));
                yield Tables.medicines(groups);
            }
            case ALLERGIES -> {
                List<Group<Entry>> groups = Consolidation.allergies(chosen.entries());
                conflicts.addAll(Conflicts.ofAllergies(groups));
                yield Tables.allergies(groups);
            }
            default -> Tables.of(section, chosen.entries(), parts);
        };
    }

    private static List<Medicine> currentFirst(List<Medicine> medicines) {
        return Stream.concat(
                        medicines.stream().filter(Medicine::current),
                        medicines.stream().filter(medicine -> !medicine.current()))
                .toList();
    }

    /** The same whether nothing is known or nothing may be shown. */
    private static String nothing(Section section, long leftOut) {
        return leftOut > 0
                ? "Nothing within the limits of a summary."
                : "There is no information available about " + section.title().toLowerCase(Locale.UK) + ".";
    }

    private static String leftOut(long number) {
        return number == 1
                ? "1 more item is in the record and beyond the limits of a summary."
                : number + " more items are in the record and beyond the limits of a summary.";
    }
}
