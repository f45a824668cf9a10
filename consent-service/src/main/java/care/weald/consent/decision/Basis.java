package care.weald.consent.decision;

/** The evidence that the caller cares for the person (docs/contracts/tokens.md, {@code basis}). */
public enum Basis {
    /** The caller's organisation holds a source patient of the person. */
    SOURCE_PATIENT("source-patient"),
    /** The caller has claimed the relationship, with a reason, and the claim has not ended. */
    CLAIM("claim"),
    /** The caller has set aside what hides the person, for a stated reason, and the time for that has not ended. */
    OVERRIDE("override"),
    /** The record is the caller's own. */
    OWN("own"),
    /** The caller is recorded as the person's proxy. */
    PROXY("proxy"),
    NONE("none");

    private final String code;

    Basis(String code) {
        this.code = code;
    }

    /** The word in the permit. */
    public String code() {
        return code;
    }
}
