package care.weald.audit.access;

import care.weald.audit.platform.Problem;

/** What the tokens of a request say together. */
public sealed interface Admission {

    /** The tokens hold and belong to each other. */
    record Admitted(Requester requester, Decision decision) implements Admission {}

    /** They do not; the problem is the answer. */
    record Rejected(Problem problem) implements Admission {}
}
