package care.weald.consent.matrix;

import java.util.Set;

/**
 * One line of the matrix.
 *
 * @param category information category
 * @param roleGroup code of the role group
 * @param facet the facet that it is about, empty for the category itself
 * @param condition the fact that must be there, empty for none: {@code review}, {@code override}, {@code duty},
 *     {@code overseas-visitor-team}, or {@code role:} and a job role code
 * @param level the level it gives then
 */
public record Cell(String category, String roleGroup, String facet, String condition, Level level) {

    /** The category's code, or the facet's when it is about one. */
    public String code() {
        return facet.isEmpty() ? category : facet;
    }

    boolean holds(Set<String> conditions) {
        return condition.isEmpty() || conditions.contains(condition);
    }
}
