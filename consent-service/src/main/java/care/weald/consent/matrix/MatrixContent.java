package care.weald.consent.matrix;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One version of the matrix as data.
 *
 * @param version its name
 * @param purposes purposes of use for which records may be read
 * @param names the name of each category, facet and label by its code, in their order
 * @param groups the role groups in their order
 * @param roleGroupOf the role group's code of each job role code
 * @param cells the levels
 * @param labelGroups for each label, the codes of the role groups that may see it
 */
public record MatrixContent(
        String version,
        Set<String> purposes,
        Names names,
        List<RoleGroup> groups,
        Map<String, String> roleGroupOf,
        List<Cell> cells,
        Map<String, Set<String>> labelGroups) {

    /** Code and name of each category, facet and label. */
    public record Names(List<Named> categories, List<Named> facets, List<Named> labels) {

        public Names {
            categories = List.copyOf(categories);
            facets = List.copyOf(facets);
            labels = List.copyOf(labels);
        }
    }

    /** A code and what people call it. */
    public record Named(String code, String name) {}

    public MatrixContent {
        purposes = Set.copyOf(purposes);
        groups = List.copyOf(groups);
        roleGroupOf = Map.copyOf(roleGroupOf);
        cells = List.copyOf(cells);
        labelGroups = Map.copyOf(labelGroups);
    }
}
