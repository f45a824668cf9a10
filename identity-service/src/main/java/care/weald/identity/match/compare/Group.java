package care.weald.identity.match.compare;

/** Whose evidence a field is. */
public enum Group {
    /** Says who the person is: numbers, given names, birth date, sex. */
    OWN("own"),
    /** Shared by those who live together; alone it never links. */
    HOUSEHOLD("household");

    private final String code;

    Group(String code) {
        this.code = code;
    }

    /** The word in explanations. */
    public String code() {
        return code;
    }
}
