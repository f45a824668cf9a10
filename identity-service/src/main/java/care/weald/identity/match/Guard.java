package care.weald.identity.match;

/** A reason not to believe a high probability. A guard lowers the grade and is named in the answer. */
public enum Guard {
    /** Too little says who the person is, as against where they live. */
    OWN_EVIDENCE(1, "own-evidence", false),
    /** Another person fits nearly as well. */
    MARGIN(2, "margin", false),
    /** Both have valid NHS numbers, and neither supersedes the other. */
    DIFFERENT_NHS_NUMBERS(4, "different-nhs-numbers", true),
    /** Same birth date and address, another given name. */
    TWIN(8, "twin", true),
    /** The same NHS number, but another given name or birth date: a mother's number on her baby. */
    CONTRADICTION(16, "contradiction", true),
    /** One was dead before the other was seen alive. */
    DEAD_BEFORE_EVENT(32, "dead-before-event", true),
    /** The person is restricted; somebody has to look. */
    RESTRICTED(64, "restricted", false);

    private final int bit;
    private final String code;
    private final boolean hard;

    Guard(int bit, String code, boolean hard) {
        this.bit = bit;
        this.code = code;
        this.hard = hard;
    }

    /** The word in explanations. */
    public String code() {
        return code;
    }

    /** Whether the pair can be no more than possible; the others cost one grade. */
    public boolean isHard() {
        return hard;
    }

    int bit() {
        return bit;
    }
}
