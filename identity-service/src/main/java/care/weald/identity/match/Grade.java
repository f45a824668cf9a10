package care.weald.identity.match;

/** How sure a match is; the codes of FHIR's {@code match-grade}. */
public enum Grade {
    /** The same person; may be linked without anybody looking. */
    CERTAIN("certain"),
    /** Very likely the same person; somebody decides. */
    PROBABLE("probable"),
    /** Perhaps the same person; somebody decides. */
    POSSIBLE("possible"),
    /** Not the same person. */
    CERTAINLY_NOT("certainly-not");

    private final String code;

    Grade(String code) {
        this.code = code;
    }

    /** The FHIR code. */
    public String code() {
        return code;
    }

    Grade lowered() {
        return switch (this) {
            case CERTAIN -> PROBABLE;
            case PROBABLE, POSSIBLE -> POSSIBLE;
            case CERTAINLY_NOT -> CERTAINLY_NOT;
        };
    }
}
