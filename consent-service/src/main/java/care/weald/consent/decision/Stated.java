package care.weald.consent.decision;

/**
 * What the caller has stated about a person, and whether the person is the caller's own.
 *
 * @param claimed whether there is a live claim to a relationship
 * @param overridden whether what hides the person is set aside, for a stated reason and a short time
 * @param confirmed whether a colleague has confirmed that
 * @param self of a citizen, whose record it is
 */
public record Stated(boolean claimed, boolean overridden, boolean confirmed, Self self) {

    /** Nothing is stated. */
    public static final Stated NOTHING = new Stated(false, false, false, Self.OTHER);

    /** Whose record it is that a citizen asks for. */
    public enum Self {
        OWN(Basis.OWN),
        /** Somebody's whose proxy the citizen is recorded as, now. */
        PROXY(Basis.PROXY),
        OTHER(Basis.NONE);

        private final Basis basis;

        Self(Basis basis) {
            this.basis = basis;
        }

        Basis basis() {
            return basis;
        }
    }
}
