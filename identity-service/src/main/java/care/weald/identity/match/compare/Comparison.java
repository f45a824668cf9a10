package care.weald.identity.match.compare;

/**
 * The levels on which two profiles agree. One object is used for many comparisons, so it belongs to one thread; comparing
 * allocates nothing. Comparing is symmetric.
 */
public final class Comparison {

    private final int[] levels = new int[Field.all().size()];
    private long givenHash;
    private long familyHash;

    /** Compares {@code a} with {@code b}; without location those fields are missing, whatever they hold. */
    public void compare(Profile a, Profile b, boolean withLocation) {
        names(a, b);
        set(Field.NHS_NUMBER, NumberLevels.nhs(a, b));
        set(Field.IDENTIFIER, NumberLevels.identifier(a, b));
        set(Field.BIRTH_DATE, DateLevels.of(a.birthDate, b.birthDate));
        set(Field.SEX, sex(a, b));
        int postcode = withLocation ? PlaceLevels.postcode(a, b) : Level.MISSING;
        set(Field.POSTCODE, postcode);
        set(Field.LINE, withLocation ? PlaceLevels.line(a, b, postcode) : Level.MISSING);
        set(Field.TOWN, withLocation ? PlaceLevels.town(a, b, postcode) : Level.MISSING);
        set(Field.PHONE, withLocation ? NumberLevels.phone(a, b) : Level.MISSING);
        set(Field.EMAIL, withLocation ? PlaceLevels.email(a, b) : Level.MISSING);
    }

    private void names(Profile a, Profile b) {
        int given = NameLevels.given(a, b);
        int family = NameLevels.family(a, b);
        boolean bothDiffer = given >= Level.GIVEN_SIMILAR && family >= Level.FAMILY_SIMILAR;
        if (bothDiffer && NameLevels.swapped(a, b)) {
            given = Level.GIVEN_SWAPPED;
            family = Level.FAMILY_SWAPPED;
        }
        set(Field.GIVEN, given);
        set(Field.FAMILY, family);
        set(Field.MIDDLE, given == Level.GIVEN_OTHER ? Level.MISSING : NameLevels.middle(a, b));
        givenHash = given == Level.EXACT ? a.given[0].hash : 0;
        familyHash = family == Level.EXACT ? a.families[0].hash : 0;
    }

    private static int sex(Profile a, Profile b) {
        boolean known = a.sex.isKnown() && b.sex.isKnown();
        return !known ? Level.MISSING : a.sex == b.sex ? Level.EXACT : 1;
    }

    private void set(Field field, int level) {
        levels[field.index()] = level;
    }

    /** The level of the field with that index, {@link Level#MISSING} when it says nothing. */
    public int level(int field) {
        return levels[field];
    }

    /** The level of {@code field}. */
    public int level(Field field) {
        return levels[field.index()];
    }

    /** The given name both have, 0 when they do not agree exactly. */
    public long givenHash() {
        return givenHash;
    }

    /** The family name both have, 0 when they do not agree exactly. */
    public long familyHash() {
        return familyHash;
    }

    /** Both carry valid NHS numbers and neither supersedes the other. */
    public boolean hasDifferentNumbers() {
        return level(Field.NHS_NUMBER) == Level.NHS_DIFFERENT;
    }

    /** The same NHS number, now or through supersession. */
    public boolean hasSameNumber() {
        int level = level(Field.NHS_NUMBER);
        return level >= 0 && level <= Level.NHS_FORMER;
    }

    /** The given names are two names, not two forms of one. */
    public boolean hasOtherGivenName() {
        return level(Field.GIVEN) == Level.GIVEN_DIFFERENT || level(Field.GIVEN) == Level.GIVEN_SIMILAR;
    }

    /** The birth dates have nothing in common but perhaps the year. */
    public boolean hasOtherBirthDate() {
        return level(Field.BIRTH_DATE) == Level.DATE_DIFFERENT;
    }

    /** The same whole birth date. */
    public boolean hasSameBirthDate() {
        return level(Field.BIRTH_DATE) == Level.EXACT;
    }

    /** The same address: its line, or the whole postcode. */
    public boolean hasSameAddress() {
        return level(Field.POSTCODE) == Level.EXACT || level(Field.LINE) == Level.EXACT;
    }

    /** An identifier other than the NHS number agrees, but for a slip. */
    public boolean hasSameIdentifier() {
        int level = level(Field.IDENTIFIER);
        return level >= 0 && level < Level.IDENTIFIER_DIFFERENT;
    }
}
