package care.weald.record.permit;

import care.weald.record.platform.Problem;

/** What reading a permit says. */
public sealed interface Permission {

    /** The permit holds for this caller and request. */
    record Granted(Permit permit) implements Permission {}

    /** It does not. */
    record Denied(Problem problem) implements Permission {}
}
