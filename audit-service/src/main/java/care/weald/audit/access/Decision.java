package care.weald.audit.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What consent-service decided about a request, as its permit says; nothing here comes from the request itself. */
public sealed interface Decision {

    /** The request may go on. */
    record Permit(Terms terms) implements Decision {}

    /**
     * The request is refused.
     *
     * @param reason id of the rule that refused
     */
    record Deny(Terms terms, String reason) implements Decision {}

    /** The request ended before anybody decided. */
    record Undecided() implements Decision {}

    /**
     * What a permit and a deny both say.
     *
     * @param subject the {@code sub} of the caller it was given to
     * @param organisation ODS code of that caller's organisation
     * @param roles that caller's national job role codes
     * @param id the decision's id
     * @param interaction {@code read}, {@code search}, {@code record}, {@code audit} and so on
     * @param person whose record it is; null for an interaction without a person
     * @param persons the other ids under which the trail knows that person, in a permit to search it
     * @param basis {@code source-patient}, {@code claim} or {@code none}
     * @param matrix version of the role-by-category matrix that was in force
     */
    record Terms(
            String subject,
            String organisation,
            List<String> roles,
            String id,
            String interaction,
            @Nullable UUID person,
            List<Linked> persons,
            String basis,
            String matrix) {

        public Terms {
            roles = List.copyOf(roles);
            persons = List.copyOf(persons);
        }

        @Override
        public String toString() {
            return "Terms[***]";
        }
    }
}
