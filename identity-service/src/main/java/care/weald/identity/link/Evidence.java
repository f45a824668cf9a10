package care.weald.identity.link;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a source patient is to be linked.
 *
 * @param link the link in force, absent for a new source patient
 * @param usable the source patient has an NHS number that its source verified
 * @param number what is known of that number, absent when it is new here
 * @param unchanged the number is the one that was stored before, verified then too
 * @param agreed a source patient of the number's person has the same full birth date
 * @param numbered the person linked now has an NHS number
 */
record Evidence(
        @Nullable Link link,
        boolean usable,
        @Nullable KnownNumber number,
        boolean unchanged,
        boolean agreed,
        boolean numbered) {

    /** Why a source patient is linked to its person. */
    enum Origin {
        NHS_NUMBER("nhs-number"),
        NEW("new"),
        MANUAL("manual"),
        MATCH("match");

        private final String code;

        Origin(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Origin of(String code) {
            return Arrays.stream(values())
                    .filter(origin -> origin.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such origin of a link"));
        }
    }

    /**
     * A link in force.
     *
     * @param restricted a steward has restricted its person
     * @param joined a steward has merged somebody into its person while it was linked there, and the merge stands
     */
    record Link(UUID person, Origin origin, boolean restricted, boolean joined) {

        /** No feed ends it: it rests on more than what a feed says. */
        boolean isHeld() {
            return joined || origin == Origin.MANUAL || origin == Origin.MATCH;
        }
    }

    /**
     * An NHS number that is known here.
     *
     * @param restricted a steward, or the label of another source patient, restricts its person
     * @param barred a negative link stands between the source patient and one that is linked to its person
     */
    record KnownNumber(UUID person, boolean valid, boolean restricted, boolean barred) {}
}
