package care.weald.identity.match.compare;

import care.weald.identity.match.normalise.BirthDates;
import org.jspecify.annotations.Nullable;

/**
 * The levels on which two profiles agree. One object is used for many comparisons, so it belongs to one thread; comparing
 * allocates nothing. Comparing is symmetric.
 */
public final class Comparison {

    /** Years that lie between a parent and a child at least. */
    private static final int GENERATION = 14;

    private final int[] levels = new int[Field.all().size()];
    private int line;
    private boolean swapped;
    private boolean halfSwapped;
    private boolean peers;
    private boolean nearlyOther;
    private @Nullable Name givenOfA;
    private @Nullable Name givenOfB;
    private @Nullable Name familyOfA;
    private @Nullable Name familyOfB;

    /** Compares {@code a} with {@code b}; without location those fields are missing, whatever they hold. */
    public void compare(Profile a, Profile b, boolean withLocation) {
        compareOwn(a, b);
        compareHousehold(a, b, withLocation);
        compareStreet(a, b, withLocation);
    }

    /** Compares what says who somebody is. The other fields keep what they had until they are compared. */
    public void compareOwn(Profile a, Profile b) {
        set(Field.NHS_NUMBER, NumberLevels.nhs(a, b));
        set(Field.IDENTIFIER, NumberLevels.identifier(a, b));
        set(Field.BIRTH_DATE, DateLevels.of(a.birthDate, b.birthDate));
        set(Field.SEX, sex(a, b));
        int given = NameLevels.given(a, b);
        boolean names = given >= Level.GIVEN_SIMILAR && NameLevels.family(a, b) >= Level.FAMILY_SIMILAR;
        swapped = names && NameLevels.swapped(a, b);
        halfSwapped = names && !swapped && NameLevels.halfSwapped(a, b);
        set(Field.GIVEN, swapped ? Level.GIVEN_SWAPPED : halfSwapped ? Level.GIVEN_HALF_SWAPPED : given);
        nearlyOther = given == Level.GIVEN_OTHER && !NameLevels.isOther(a, b);
        peers = isOfOneGeneration(a, b);
        set(Field.MIDDLE, given == Level.GIVEN_OTHER ? Level.MISSING : NameLevels.middle(a, b));
        givenOfA = given < 0 ? null : a.given[0];
        givenOfB = given < 0 ? null : b.given[0];
    }

    /** Compares most of what those share who live together, after {@link #compareOwn}. */
    public void compareHousehold(Profile a, Profile b, boolean withLocation) {
        int family = swapped ? Level.FAMILY_SWAPPED : halfSwapped ? Level.MISSING : NameLevels.family(a, b);
        set(Field.FAMILY, family);
        familyOfA = family < 0 ? null : a.families[0];
        familyOfB = family < 0 ? null : b.families[0];
        set(Field.POSTCODE, withLocation ? PlaceLevels.postcode(a, b) : Level.MISSING);
        set(Field.PHONE, withLocation ? NumberLevels.phone(a, b) : Level.MISSING);
        set(Field.EMAIL, withLocation ? PlaceLevels.email(a, b) : Level.MISSING);
        set(Field.POSTAL_CODE, withLocation ? PlaceLevels.postalCode(a, b) : Level.MISSING);
    }

    /** Compares the rest of it, after {@link #compareHousehold}. */
    public void compareStreet(Profile a, Profile b, boolean withLocation) {
        int postcode = level(Field.POSTCODE);
        line = withLocation ? PlaceLevels.line(a, b) : Level.MISSING;
        boolean nothingNew = line == Level.LINE_DIFFERENT && PlaceLevels.moved(postcode);
        set(Field.LINE, nothingNew ? Level.MISSING : line);
        set(Field.TOWN, withLocation ? PlaceLevels.town(a, b, postcode, level(Field.POSTAL_CODE)) : Level.MISSING);
    }

    private static boolean isOfOneGeneration(Profile a, Profile b) {
        boolean known = a.birthDate != 0 && b.birthDate != 0;
        return known && Math.abs(BirthDates.year(a.birthDate) - BirthDates.year(b.birthDate)) < GENERATION;
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

    /**
     * The level to count among strangers. A different line is missing where the postcode says already that somebody moved,
     * but strangers whose lines differ are still counted, or agreeing by chance would seem more common than it is.
     */
    public int countedLevel(Field field) {
        return field == Field.LINE ? line : level(field);
    }

    /** The hash of the first given name of either side, 0 when missing. */
    public long givenHash(boolean first) {
        Name name = first ? givenOfA : givenOfB;
        return name == null ? 0 : name.hash;
    }

    /** The hash of the family name of either side, 0 when missing. */
    public long familyHash(boolean first) {
        Name name = first ? familyOfA : familyOfB;
        return name == null ? 0 : name.hash;
    }

    /** Whether the names agree in one of their forms, so that their commonness counts. */
    public static boolean isNameInCommon(Field field, int level) {
        return switch (field) {
            case GIVEN -> level <= Level.GIVEN_OTHER;
            case FAMILY -> level <= Level.FAMILY_PART;
            default -> false;
        };
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
        return level(Field.GIVEN) == Level.GIVEN_DIFFERENT;
    }

    /** The first given name of one is like another given name of the other side, but not the same: Gemma, and Rosemary Emma. */
    public boolean hasNearlyOtherGivenName() {
        return nearlyOther;
    }

    /** The birth dates have nothing in common but perhaps the year. */
    public boolean hasOtherBirthDate() {
        return level(Field.BIRTH_DATE) == Level.DATE_DIFFERENT;
    }

    /** The same whole birth date. */
    public boolean hasSameBirthDate() {
        return level(Field.BIRTH_DATE) == Level.EXACT;
    }

    /** Born within so few years that neither is the other's parent. */
    public boolean hasOneGeneration() {
        return peers;
    }

    /** The first given names are two forms of one name, at most a slip apart. */
    public boolean hasSameGivenName() {
        int level = level(Field.GIVEN);
        return level >= 0 && level <= Level.GIVEN_CLOSE;
    }

    /** The same address: its line, or the whole postcode. */
    public boolean hasSameAddress() {
        int line = level(Field.LINE);
        boolean near = line >= 0 && line <= Level.LINE_CLOSE;
        return near || level(Field.POSTCODE) == Level.EXACT;
    }

    /** Another given name and another birth date at the same address: hardly one person. */
    public boolean isSomebodyElseAtTheSameAddress() {
        return level(Field.LINE) == Level.EXACT && hasOtherGivenName() && level(Field.BIRTH_DATE) >= Level.DATE_YEAR;
    }

    /** An identifier other than the NHS number agrees, but for a slip. */
    public boolean hasSameIdentifier() {
        int level = level(Field.IDENTIFIER);
        return level >= 0 && level < Level.IDENTIFIER_DIFFERENT;
    }
}
