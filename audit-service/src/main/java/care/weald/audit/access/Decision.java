package care.weald.audit.access;

import java.util.List;
import java.util.Set;
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
     * @param about what else it says of the person, for monitoring
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
            String matrix,
            About about) {

        public Terms {
            roles = List.copyOf(roles);
            persons = List.copyOf(persons);
        }

        @Override
        public String toString() {
            return "Terms[***]";
        }
    }

    /**
     * What a permit says of the person besides.
     *
     * @param near what is known of caller and person together
     * @param restricted whether where the person lives is kept from others
     * @param holders ODS codes of the organisations where the person is registered
     */
    record About(Set<Near> near, boolean restricted, List<String> holders) {

        /** Nothing. */
        public static final About NOTHING = new About(Set.of(), false, List.of());

        public About {
            near = Set.copyOf(near);
            holders = List.copyOf(holders);
        }

        @Override
        public String toString() {
            return "About[***]";
        }
    }
}
