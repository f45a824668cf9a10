package care.weald.identity.matchmodel;

import care.weald.identity.platform.Problem.Kind;

/** Whether an order may be carried out. */
sealed interface Verdict {

    /** It may. */
    record Allowed() implements Verdict {}

    /**
     * It may not.
     *
     * @param rule the rule that bars it; empty when there is no such version
     */
    record Barred(Kind kind, String detail, String rule) implements Verdict {

        static Barred of(String rule, String detail) {
            return new Barred(Kind.CONFLICT, detail, rule);
        }

        static Barred absent() {
            return new Barred(Kind.NOT_FOUND, "There is no such version", "");
        }
    }
}
