package care.weald.identity.feed;

import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;

/**
 * What is wrong with a message, and where. Neither text holds anything that was sent.
 *
 * @param entry index in {@code Bundle.entry}, or {@link #WHOLE}
 * @param place a FHIRPath
 */
record Fault(Kind kind, String detail, int entry, String place) implements BundleReader.Reading, PatientReader.Row {

    /** The fault is in no single entry. */
    static final int WHOLE = -1;

    /** The rule that bars what a caller's scopes do not cover. */
    static final String SCOPE = "scope";

    /** As an answer to the whole message, or for one row of a batch. */
    Problem problem() {
        Problem plain = Problem.of(kind, detail).with("place", place);
        Problem problem = kind == Kind.REFUSED ? plain.with("rule", SCOPE) : plain;
        return entry == WHOLE ? problem : problem.with("entry", entry);
    }
}
