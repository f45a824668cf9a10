package care.weald.identity.match.compare;

/** The levels of {@link Field} as numbers, for the comparing code. {@link #MISSING} is said when a side knows nothing. */
public final class Level {

    /** One side or both know nothing, or the field says nothing beside the others. */
    public static final int MISSING = -1;

    /** The best level of every field. */
    public static final int EXACT = 0;

    static final int NHS_VERIFIED = 0;
    static final int NHS_EXACT = 1;
    static final int NHS_FORMER = 2;
    static final int NHS_SLIP = 3;
    static final int NHS_DIFFERENT = 4;

    static final int IDENTIFIER_SLIP = 1;
    static final int IDENTIFIER_TWO_SLIPS = 2;
    static final int IDENTIFIER_DIFFERENT = 3;

    static final int GIVEN_NICKNAME = 1;
    static final int GIVEN_CLOSE = 2;
    static final int GIVEN_OTHER = 3;
    static final int GIVEN_INITIAL = 4;
    static final int GIVEN_SWAPPED = 5;
    static final int GIVEN_HALF_SWAPPED = 6;
    static final int GIVEN_SIMILAR = 7;
    static final int GIVEN_DIFFERENT = 8;

    static final int MIDDLE_INITIAL = 1;
    static final int MIDDLE_DIFFERENT = 2;

    static final int DATE_PARTIAL = 1;
    static final int DATE_YEAR_ONLY = 2;
    static final int DATE_DAY_MONTH = 3;
    static final int DATE_SLIP = 4;
    static final int DATE_TWO_PARTS = 5;
    static final int DATE_YEAR = 6;
    static final int DATE_DIFFERENT = 7;

    static final int FAMILY_CLOSE = 1;
    static final int FAMILY_PREVIOUS = 2;
    static final int FAMILY_PART = 3;
    static final int FAMILY_SWAPPED = 4;
    static final int FAMILY_SIMILAR = 5;
    static final int FAMILY_DIFFERENT = 6;

    static final int POSTCODE_PREVIOUS = 1;
    static final int POSTCODE_SLIP = 2;
    static final int POSTCODE_OUTCODE = 3;
    static final int POSTCODE_AREA = 4;
    static final int POSTCODE_DIFFERENT = 5;

    static final int LINE_CLOSE = 1;
    static final int LINE_STREET = 2;
    static final int LINE_DIFFERENT = 3;

    private Level() {}
}
