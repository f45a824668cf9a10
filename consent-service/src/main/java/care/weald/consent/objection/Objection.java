package care.weald.consent.objection;

import java.util.Set;
import java.util.UUID;

/**
 * An objection that is in force now: upheld, or held to until it is decided. A case that is open, declined or withdrawn
 * is none.
 *
 * @param id the objection's id
 * @param categories the information categories that may not be shared; empty means the whole record
 * @param exceptedOrganisations ODS codes of the organisations that it does not concern
 */
public record Objection(UUID id, Set<String> categories, Set<String> exceptedOrganisations) {

    public Objection {
        categories = Set.copyOf(categories);
        exceptedOrganisations = Set.copyOf(exceptedOrganisations);
    }

    /** True when the whole record may not be shared. */
    public boolean isFull() {
        return categories.isEmpty();
    }

    /** True unless {@code organisation} is excepted. */
    public boolean concerns(String organisation) {
        return !exceptedOrganisations.contains(organisation);
    }
}
