package care.weald.audit.event;

import java.util.List;
import java.util.UUID;

/**
 * What left, or would leave, through the gateway.
 *
 * @param categories information categories, {@code cat-01} to {@code cat-22}, with their facets
 * @param items how many resources
 * @param withheld how many were held back
 * @param organisations ODS codes of the organisations they came from
 * @param persons everybody whom it shows, where the permit is not about one person; each once
 */
public record Disclosure(
        List<String> categories, int items, int withheld, List<String> organisations, List<UUID> persons) {

    /** Nothing left. */
    public static final Disclosure NONE = new Disclosure(List.of(), 0, 0, List.of(), List.of());

    public Disclosure {
        categories = List.copyOf(categories);
        organisations = List.copyOf(organisations);
        persons = List.copyOf(persons);
    }

    /** True when something left. */
    public boolean isAny() {
        return items > 0 || !categories.isEmpty() || !persons.isEmpty();
    }
}
