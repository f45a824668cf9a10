package care.weald.identity.matchmodel;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A version of the match model.
 *
 * @param version its name
 * @param sha256 of its canonical JSON, in hexadecimal digits
 * @param training what it was trained from, as JSON text
 * @param metrics how it did on the decisions that were held out then, as JSON text
 * @param people who made, proposed and approved it
 */
record ModelVersion(
        String version, State state, String sha256, String training, String metrics, People people, Instant made) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");

    /**
     * Who had a hand in it.
     *
     * @param proposedBy who has started its shadow run
     * @param approvedBy who put it in force; empty while nobody did since it was proposed
     */
    record People(String madeBy, Set<String> proposedBy, String approvedBy) {

        People {
            proposedBy = Set.copyOf(proposedBy);
        }

        /** True of whoever trained or proposed it, and therefore MUST NOT approve it. */
        boolean isHandOf(String subject) {
            return madeBy.equals(subject) || proposedBy.contains(subject);
        }
    }

    /** How far it is. */
    enum State {
        /** Trained, and in use nowhere. */
        DRAFT("draft"),
        /** Scores a sample of what is asked, beside the one in force; its answers are only counted. */
        SHADOW("shadow"),
        /** In force. */
        ACTIVE("active"),
        /** Was in force. */
        RETIRED("retired");

        private final String code;

        State(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static State of(String code) {
            return Arrays.stream(values())
                    .filter(state -> state.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such state of a model"));
        }
    }

    /** True of what may name a version: 1 to 40 small letters, digits, points and hyphens. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
