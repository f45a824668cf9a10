package care.weald.consent.decision;

/** One named step of a decision: pure, about the facts only. The first rule that does not pass decides. */
interface Rule {

    /** Its name, in decisions, in the audit trail and in the documentation. */
    String id();

    /** True when it has nothing against it. */
    boolean passes(Facts facts);

    /** What a refused caller is told, in a sentence that holds for everybody it refuses. */
    String text();

    /** What a refused caller may know. */
    default Shown shown() {
        return Shown.REFUSED;
    }
}
