package care.weald.identity.matchmodel;

import care.weald.identity.match.Grade;
import care.weald.identity.matchmodel.Shadow.Graded;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counted grades.
 *
 * @param questions how many were asked
 * @param cells how often two grades came together in a group
 * @param differences pairs whose grade changed, none of them a restricted person's
 */
record Tally(int questions, Map<Cell, Long> cells, List<Difference> differences) {

    /** In the order in which replicas write, so that none waits for another in a circle. */
    private static final Comparator<Cell> ORDER = Comparator.comparing(
                    (Cell cell) -> cell.group().source())
            .thenComparing(cell -> cell.group().sex())
            .thenComparing(cell -> cell.group().age())
            .thenComparing(cell -> cell.group().ethnicity())
            .thenComparing(Cell::active)
            .thenComparing(Cell::shadow);

    Tally {
        differences = List.copyOf(differences);
    }

    /** Two grades in a group. */
    record Cell(Group group, Grade active, Grade shadow) {}

    /** A pair whose grade changed. */
    record Difference(Optional<UUID> asked, UUID candidate, Grade active, Grade shadow) {}

    /** Where a registration comes from. */
    record Origin(String organisation, JsonNode patient) {

        @Override
        public String toString() {
            return "Origin[***]";
        }
    }

    /**
     * Counts {@code graded}. Of {@code origins}, by source patient, a registration's own comes first; who only asks tells
     * the organisation, and the candidate the ethnic category.
     */
    static Tally of(List<Graded> graded, Map<UUID, Origin> origins, int year) {
        Map<Cell, Long> cells = new TreeMap<>(ORDER);
        List<Difference> differences = new ArrayList<>();
        for (Graded one : graded) {
            Optional<Origin> own = one.asked().registration().map(origins::get);
            String source = own.map(Origin::organisation).orElse(one.asked().organisation());
            for (GradeChange change : one.changes()) {
                Optional<Origin> theirs = change.candidate().map(near -> origins.get(near.source()));
                String ethnicity = own.map(Origin::patient)
                        .map(Group::ethnicity)
                        .filter(code -> !code.equals(Group.UNKNOWN))
                        .or(() -> theirs.map(Origin::patient).map(Group::ethnicity))
                        .orElse(Group.UNKNOWN);
                Group group = Group.of(one.asked().about(), year, source, ethnicity);
                cells.merge(new Cell(group, change.active(), change.shadow()), 1L, Long::sum);
                difference(one, change).ifPresent(differences::add);
            }
        }
        return new Tally(graded.size(), cells, differences);
    }

    private static Optional<Difference> difference(Graded one, GradeChange change) {
        return change.candidate()
                .filter(near -> change.isChange() && !near.candidate().restricted())
                .map(near ->
                        new Difference(one.asked().registration(), near.source(), change.active(), change.shadow()));
    }
}
