package care.weald.identity.match.compare;

import java.util.List;

/** The fields that are compared, each with its levels of agreement in order, best first. The order of fields is fixed. */
public enum Field {
    NHS_NUMBER(0, "nhs-number", Group.OWN, "verified exact former one-slip different"),
    IDENTIFIER(1, "identifier", Group.OWN, "exact one-slip two-slips different"),
    GIVEN(2, "given", Group.OWN, "exact nickname close other-given initial swapped half-swapped similar different"),
    MIDDLE(3, "middle", Group.OWN, "exact initial different"),
    BIRTH_DATE(4, "birth-date", Group.OWN, "exact partial year-only day-month one-slip two-parts year different"),
    SEX(5, "sex", Group.OWN, "same different"),
    FAMILY(6, "family", Group.HOUSEHOLD, "exact close previous part swapped similar different"),
    POSTCODE(7, "postcode", Group.HOUSEHOLD, "exact previous one-slip outcode area different"),
    LINE(8, "line", Group.HOUSEHOLD, "exact close street different"),
    TOWN(9, "town", Group.HOUSEHOLD, "exact close different"),
    PHONE(10, "phone", Group.HOUSEHOLD, "exact one-slip different"),
    EMAIL(11, "email", Group.HOUSEHOLD, "exact close different"),
    POSTAL_CODE(12, "postal-code", Group.HOUSEHOLD, "exact one-slip different");

    private static final List<Field> ALL = List.of(values());
    private static final List<List<String>> LEVELS =
            ALL.stream().map(field -> List.of(field.words.split(" ", -1))).toList();

    private final int index;
    private final String code;
    private final Group group;
    private final String words;

    Field(int index, String code, Group group, String words) {
        this.index = index;
        this.code = code;
        this.group = group;
        this.words = words;
    }

    /** All fields in order. */
    public static List<Field> all() {
        return ALL;
    }

    /** Its place in {@link #all}. */
    public int index() {
        return index;
    }

    /** The word in models and explanations. */
    public String code() {
        return code;
    }

    /** Whose evidence it is. */
    public Group group() {
        return group;
    }

    /** The levels, best first. */
    public List<String> levels() {
        return LEVELS.get(index);
    }

    /** Whether it tells where a person is; such fields are left out where location may not be used. */
    public boolean isLocation() {
        return index >= POSTCODE.index;
    }
}
