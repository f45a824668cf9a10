package care.weald.identity.match;

import java.nio.ByteBuffer;

/** Passes over records by their sketches alone. For one thread. */
public interface Sieve {

    /** Passes nobody over. */
    Sieve OPEN = (_, _) -> true;

    /** False only when the record whose sketch is at {@code place} of {@code sketches} is certainly not the one asked for. */
    boolean mayBe(ByteBuffer sketches, int place);
}
