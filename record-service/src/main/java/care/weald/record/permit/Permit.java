package care.weald.record.permit;

import care.weald.record.category.Category;
import care.weald.record.category.Facets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A permit for one person's record: whose items, which access keys at which level, and which labels hide an item.
 *
 * @param interaction what it is for
 * @param person FHIR id of the person, lower case
 * @param sourcePatients the registrations whose items may be shown
 * @param levels F, K or A by category or facet
 * @param hiddenLabels an item with one of these is not shown
 * @param scope what of it may be told, besides what is shown
 */
public record Permit(
        String interaction,
        UUID person,
        List<UUID> sourcePatients,
        Map<String, Character> levels,
        Set<String> hiddenLabels,
        Scope scope) {

    /** A permit of which nothing may be told besides what it shows. */
    public Permit(
            String interaction,
            UUID person,
            List<UUID> sourcePatients,
            Map<String, Character> levels,
            Set<String> hiddenLabels) {
        this(interaction, person, sourcePatients, levels, hiddenLabels, Scope.NONE);
    }

    /**
     * What is the same whatever there is of the person, and whatever the person objects to.
     *
     * @param organisations who has the person registered, as far as the caller may know
     * @param closed the categories that the caller's job role does not see as a whole
     */
    public record Scope(Set<String> organisations, Set<Category> closed) {

        /** Nothing. */
        public static final Scope NONE = new Scope(Set.of(), Set.of());

        public Scope {
            organisations = Set.copyOf(organisations);
            closed = Set.copyOf(closed);
        }
    }

    public Permit {
        sourcePatients = List.copyOf(sourcePatients);
        levels = Map.copyOf(levels);
        hiddenLabels = Set.copyOf(hiddenLabels);
    }

    /** The level of each access key that has one; a facet that is not named has the level of its category. */
    public Map<String, Character> granted() {
        Map<String, Character> granted = new TreeMap<>();
        for (String key : Facets.accessKeys()) {
            int facet = key.indexOf('/');
            Character own = levels.get(key);
            Character given = own != null || facet < 0 ? own : levels.get(key.substring(0, facet));
            if (given != null) {
                granted.put(key, given);
            }
        }
        return granted;
    }

    /** True when some part of the category may be shown. */
    public boolean allows(Category category) {
        return levels.containsKey(category.code())
                || Facets.ALL.stream()
                        .anyMatch(key -> key.startsWith(category.code() + "/") && levels.containsKey(key));
    }

    @Override
    public String toString() {
        return "Permit[" + interaction + ", ***]";
    }
}
