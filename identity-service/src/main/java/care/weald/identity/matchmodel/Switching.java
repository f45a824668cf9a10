package care.weald.identity.matchmodel;

import care.weald.identity.matchmodel.ModelVersion.State;
import care.weald.identity.matchmodel.Verdict.Allowed;
import care.weald.identity.matchmodel.Verdict.Barred;
import java.util.Optional;

/** What may be done with a version, and by whom: rules alone. */
final class Switching {

    private Switching() {}

    /** A version begins or ends its shadow run. {@code other} is the version that is tried now, if there is one. */
    static Verdict attempt(Order.Try order, ModelVersion version, Optional<String> other) {
        State state = version.state();
        if (!order.run()) {
            return state == State.SHADOW ? new Allowed() : Barred.of("not-tried", "The version is not tried now");
        }
        if (state == State.ACTIVE) {
            return Barred.of("in-force", "The version is in force");
        }
        return other.filter(tried -> !tried.equals(version.version())).isPresent()
                ? Barred.of("shadow-taken", "Another version is tried now; one at a time")
                : new Allowed();
    }

    /**
     * A version takes the place of the one in force. Who trained or proposed it never approves it.
     *
     * @param questions how many it has answered beside the version in force
     */
    static Verdict activate(Order.Activate order, ModelVersion version, long questions, long least) {
        if (version.state() == State.ACTIVE) {
            return Barred.of("in-force", "The version is in force");
        }
        if (version.state() == State.RETIRED) {
            return Barred.of("retired", "The version was in force before: a shadow run has to propose it again");
        }
        if (version.people().isHandOf(order.by().subject())) {
            return Barred.of("two-people", "Another person than who trained or proposed the version must approve it");
        }
        return questions < least
                ? Barred.of("too-few-questions", "Too few questions were answered by it and the version in force")
                : new Allowed();
    }

    /** The version before takes the place of {@code version}. {@code former} is empty when there was none. */
    static Verdict rollBack(ModelVersion version, Optional<String> former) {
        if (version.state() != State.ACTIVE) {
            return Barred.of("not-in-force", "The version is not in force");
        }
        return former.isEmpty() ? Barred.of("first", "There is no version before it") : new Allowed();
    }
}
