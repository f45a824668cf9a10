package care.weald.audit.event;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;

/** Why something told cannot be taken; it never repeats what was sent. */
final class Unfit extends RuntimeException {

    private final transient Problem problem;

    private Unfit(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static Unfit content(String place, String detail) {
        return new Unfit(Problem.of(Kind.INVALID_CONTENT, detail).with("place", place));
    }

    /** Throws when it does not hold; {@code rule} says what is broken. */
    static void unless(boolean holds, Kind kind, String place, String rule) {
        if (!holds) {
            throw new Unfit(Problem.of(kind, "It cannot be taken as it was told")
                    .with("place", place)
                    .with("rule", rule));
        }
    }

    /** The same in an entry of a Bundle. */
    Unfit inEntry(int entry) {
        return new Unfit(problem.with("entry", entry));
    }

    Problem problem() {
        return problem;
    }
}
