package care.weald.identity.feed;

import care.weald.identity.feed.FeedBundle.PatientEntry;
import care.weald.identity.platform.Problem.Kind;

/** Ends the reading of one entry; never leaves {@link PatientReader}, which makes a row of it. */
final class Refusal extends Exception {

    private final transient Fault fault;

    private Refusal(Fault fault) {
        super(fault.detail(), null, false, false);
        this.fault = fault;
    }

    static Refusal of(PatientEntry entry, Kind kind, String place, String detail) {
        return new Refusal(new Fault(kind, detail, entry.index(), place));
    }

    Fault fault() {
        return fault;
    }
}
