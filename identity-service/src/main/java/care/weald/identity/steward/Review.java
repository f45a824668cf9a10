package care.weald.identity.steward;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Two registrations that may be of one human being, for a steward to decide.
 *
 * @param a a source patient, and the person it is linked to now
 * @param b the other one
 * @param explanation why they may be the same, as {@link care.weald.identity.index.Explanation} keeps it
 */
record Review(UUID id, Side a, Side b, State state, JsonNode explanation) {

    /**
     * One of the two.
     *
     * @param numbered its person has an NHS number in force
     * @param made when its person was made
     * @param questioned its link, which a match made by itself, is what the review is about
     */
    record Side(UUID source, UUID person, boolean numbered, Instant made, boolean questioned) {}

    /**
     * How far it is.
     *
     * @param status a code of FHIR's {@code task-status}; cancelled when the two are one person by another way
     * @param by who decided last; empty while nobody did
     */
    record State(
            Status status, String priority, double weight, int version, String by, Instant made, Instant changed) {}

    /** The FHIR {@code task-status}. */
    enum Status {
        /** Nobody has looked. */
        REQUESTED("requested"),
        /** Somebody put it off. */
        ON_HOLD("on-hold"),
        /** One person says that they are the same, and another must say so too. */
        ACCEPTED("accepted"),
        /** They are two. */
        REJECTED("rejected"),
        /** They are one. */
        COMPLETED("completed"),
        /** They became one by another way. */
        CANCELLED("cancelled");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Status of(String code) {
            return java.util.Arrays.stream(values())
                    .filter(status -> status.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such status of a review"));
        }

        boolean isOpen() {
            return this == REQUESTED || this == ON_HOLD || this == ACCEPTED;
        }
    }

    /** The one whose link a match made by itself and a steward has to confirm; empty where two persons may be one. */
    Optional<Side> questioned() {
        return Stream.of(a, b).filter(Side::questioned).findFirst();
    }

    /** The person that stays: the one with an NHS number, else the older one. */
    Side target() {
        if (a.numbered() != b.numbered()) {
            return a.numbered() ? a : b;
        }
        return a.made().isAfter(b.made()) ? b : a;
    }

    /** The other one. */
    Side source() {
        return target().equals(a) ? b : a;
    }

    @Override
    public String toString() {
        return "Review[" + id + "]";
    }
}
