package care.weald.consent.decision;

import care.weald.consent.platform.Problem;
import java.util.function.Function;

/** What reading a request gives: what was meant, or what is wrong with it. */
public sealed interface Reading<T> {

    /** It can be read. */
    record Read<T>(T value) implements Reading<T> {}

    /** It cannot. */
    record Wrong<T>(Problem problem) implements Reading<T> {}

    /** A request whose content is not valid at the place that {@code detail} names. */
    static <T> Reading<T> invalid(String detail) {
        return new Wrong<>(Problem.of(Problem.Kind.INVALID_CONTENT, detail));
    }

    /** Reads on when it can be read so far. */
    default <R> Reading<R> then(Function<T, Reading<R>> next) {
        return switch (this) {
            case Read<T> read -> next.apply(read.value());
            case Wrong<T> wrong -> new Wrong<>(wrong.problem());
        };
    }
}
