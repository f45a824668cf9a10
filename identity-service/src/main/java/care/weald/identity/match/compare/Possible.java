package care.weald.identity.match.compare;

import java.nio.ByteBuffer;

/**
 * The levels on which a record may agree with somebody else, as far as their sketches tell: for every field a set that MUST
 * hold the level on which the whole profiles agree, and may hold more. For one thread.
 */
public final class Possible {

    /** Bytes that {@link #sketch} makes. */
    public static final int BYTES = Sketch.BYTES;

    private static final int NONE = 1;
    private static final double TOWN_CLOSE = 0.9;
    private static final int PLACE = 7;

    private final Sketch own;
    private final int[] sets = new int[Field.all().size()];
    private Sketch other;

    /** What may agree with {@code profile}. */
    public Possible(Profile profile) {
        this.own = Sketch.of(profile);
        this.other = own;
    }

    /** The sketch of {@code profile}. */
    public static byte[] sketch(Profile profile) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        Sketch.of(profile).write(bytes);
        return bytes.array();
    }

    /** A set that has only {@code level}, or {@link Level#MISSING}. */
    public static int set(int level) {
        return 1 << (level + 1);
    }

    /** How many sets of levels {@code field} has. */
    public static int sets(Field field) {
        return 1 << (field.levels().size() + 1);
    }

    /** The set of {@code field} after {@link #compareOwn} or {@link #compareHousehold}. */
    public int set(Field field) {
        return sets[field.index()];
    }

    private static int all(Field field) {
        return sets(field) - 1;
    }

    private static int from(Field field, int level) {
        return (all(field) & -set(level)) | NONE;
    }

    private void may(Field field, int set) {
        sets[field.index()] = set;
    }

    /** Compares what says who somebody is with the sketch at {@code place}, and the family name. */
    public void compareOwn(ByteBuffer sketches, int place) {
        other = Sketch.read(sketches, place);
        may(Field.NHS_NUMBER, nhs(other));
        may(Field.IDENTIFIER, identifier(other));
        may(Field.BIRTH_DATE, set(DateLevels.of(own.date(), other.date())));
        may(Field.SEX, own.sex() == 0 || other.sex() == 0 ? NONE : set(own.sex() == other.sex() ? Level.EXACT : 1));
        boolean crossed = isCrossed(other);
        int given = given(other);
        may(Field.GIVEN, crossed ? given | set(Level.GIVEN_SWAPPED) | set(Level.GIVEN_HALF_SWAPPED) : given);
        may(Field.MIDDLE, (given & set(Level.GIVEN_OTHER)) == 0 ? middle(other) : middle(other) | NONE);
        int family = family(other);
        may(Field.FAMILY, crossed ? family | set(Level.FAMILY_SWAPPED) | NONE : family);
    }

    /** Compares where they are, after {@link #compareOwn}. */
    public void compareHousehold() {
        may(Field.POSTCODE, postcode(other));
        may(Field.POSTAL_CODE, isForeign(own) && isForeign(other) ? all(Field.POSTAL_CODE) : NONE);
        may(Field.LINE, line(other));
        may(Field.TOWN, town(other));
        may(Field.PHONE, phone(other));
        may(Field.EMAIL, own.hasEmail() && other.hasEmail() ? all(Field.EMAIL) : NONE);
    }

    private int nhs(Sketch other) {
        if (own.isOdd() || other.isOdd()) {
            return all(Field.NHS_NUMBER);
        }
        if (own.nhs() == 0 || other.nhs() == 0) {
            return NONE;
        }
        return own.nhs() == other.nhs() ? all(Field.NHS_NUMBER) : set(Level.NHS_DIFFERENT);
    }

    private int identifier(Sketch other) {
        if (own.value() == 0 || other.value() == 0) {
            return NONE;
        }
        if (own.isMany(Sketch.IDENTIFIERS_MANY) || other.isMany(Sketch.IDENTIFIERS_MANY)) {
            return all(Field.IDENTIFIER);
        }
        if (own.system() != other.system()) {
            return NONE;
        }
        return own.value() == other.value() ? all(Field.IDENTIFIER) : from(Field.IDENTIFIER, Level.IDENTIFIER_SLIP);
    }

    private int given(Sketch other) {
        long x = own.given();
        long y = other.given();
        if (Sketch.length(x) == 0 || Sketch.length(y) == 0) {
            return NONE;
        }
        if (Sketch.length(x) == 1 || Sketch.length(y) == 1) {
            int initial = Sketch.initial(x) == Sketch.initial(y) ? set(Level.GIVEN_INITIAL) : 0;
            return initial | set(Level.GIVEN_DIFFERENT);
        }
        if (Sketch.plain(x) == Sketch.plain(y)) {
            return all(Field.GIVEN);
        }
        double likeness = Letters.likeness(x, y);
        int set = set(Level.GIVEN_DIFFERENT);
        set |= (own.givenForms() & other.givenForms()) != 0 ? set(Level.GIVEN_NICKNAME) : 0;
        set |= Letters.isClose(x, y, likeness) ? set(Level.GIVEN_CLOSE) : 0;
        set |= Letters.isAlike(x, y, likeness) ? set(Level.GIVEN_SIMILAR) : 0;
        boolean among = own.isGivenMany()
                || other.isGivenMany()
                || Letters.isNear(x, other.middle())
                || Letters.isNear(y, own.middle());
        return among ? set | set(Level.GIVEN_OTHER) : set;
    }

    private int middle(Sketch other) {
        long x = own.middle();
        long y = other.middle();
        if (Sketch.length(x) == 0 || Sketch.length(y) == 0) {
            return NONE;
        }
        if (own.isGivenMany() || other.isGivenMany()) {
            return all(Field.MIDDLE);
        }
        if (Sketch.length(x) == 1 || Sketch.length(y) == 1) {
            int initial = Sketch.initial(x) == Sketch.initial(y) ? set(Level.MIDDLE_INITIAL) : 0;
            return initial | set(Level.MIDDLE_DIFFERENT);
        }
        return Letters.isNear(x, y) ? all(Field.MIDDLE) : set(Level.MIDDLE_DIFFERENT);
    }

    private int family(Sketch other) {
        long x = own.family();
        long y = other.family();
        if (Sketch.length(x) == 0 || Sketch.length(y) == 0) {
            return NONE;
        }
        boolean isMany = own.isFamiliesMany() || other.isFamiliesMany();
        if (Sketch.plain(x) == Sketch.plain(y)) {
            return all(Field.FAMILY);
        }
        double likeness = Letters.likeness(x, y);
        int set = set(Level.FAMILY_DIFFERENT);
        set |= Sketch.length(x) == 1 || Sketch.length(y) == 1 ? NONE : 0;
        set |= Letters.isClose(x, y, likeness) ? set(Level.FAMILY_CLOSE) : 0;
        set |= Letters.isAlike(x, y, likeness) ? set(Level.FAMILY_SIMILAR) : 0;
        boolean shares = isMany && (own.familyBits() & other.familyBits()) != 0;
        return shares ? set | set(Level.FAMILY_PREVIOUS) | set(Level.FAMILY_PART) : set;
    }

    /** Whether a given name may stand where the family name stands on the other side. */
    private boolean isCrossed(Sketch other) {
        return Letters.isNear(own.given(), other.family())
                || Letters.isNear(other.given(), own.family())
                || (own.givenForms() & other.familyForms()) != 0
                || (own.familyForms() & other.givenForms()) != 0;
    }

    private int postcode(Sketch other) {
        boolean vague = own.isMany(Sketch.PLACES_MANY)
                || other.isMany(Sketch.PLACES_MANY)
                || own.isMany(Sketch.BEFORE_MANY)
                || other.isMany(Sketch.BEFORE_MANY);
        if (vague) {
            return all(Field.POSTCODE);
        }
        long x = own.postcode();
        long y = other.postcode();
        if (x == 0 || y == 0) {
            return NONE;
        }
        if (x == y) {
            return set(Level.EXACT) | from(Field.POSTCODE, Level.POSTCODE_OUTCODE);
        }
        long formerX = own.formerPostcode();
        long formerY = other.formerPostcode();
        boolean before = isSame(formerX, y) || isSame(x, formerY) || isSame(formerX, formerY);
        boolean slip = isSlipOfPlace(x, y) || isSlipOfPlace(formerX, y) || isSlipOfPlace(x, formerY);
        int set = before ? set(Level.POSTCODE_PREVIOUS) : slip ? set(Level.POSTCODE_SLIP) : 0;
        set |= x >>> 36 == y >>> 36 ? from(Field.POSTCODE, Level.POSTCODE_OUTCODE) : 0;
        return set | set(Level.POSTCODE_DIFFERENT) | (isForeign(own) && isForeign(other) ? NONE : 0);
    }

    private static boolean isSame(long x, long y) {
        return x == y && x != 0;
    }

    /** Whether seven characters of six bits may be one slip apart. */
    private static boolean isSlipOfPlace(long x, long y) {
        if (x == 0 || y == 0) {
            return false;
        }
        int longer = ends(x) - ends(y);
        if (longer != 0) {
            return longer == 1 ? isWithout(x, y) : longer == -1 && isWithout(y, x);
        }
        int apart = 0;
        for (long left = x ^ y; left != 0; left >>>= 6) {
            apart += (left & 63) == 0 ? 0 : 1;
        }
        return apart <= 2;
    }

    private static int ends(long place) {
        return PLACE - Long.numberOfTrailingZeros(place) / 6;
    }

    /** Whether {@code y} is {@code x} without one of its characters. */
    private static boolean isWithout(long x, long y) {
        int same = (Long.numberOfLeadingZeros(x ^ y) - (64 - 6 * PLACE)) / 6;
        long rest = (1L << (6 * (PLACE - same))) - 1;
        return ((x & ~rest) | ((x << 6) & rest)) == y;
    }

    private static boolean isForeign(Sketch one) {
        long first = one.postcode() >>> 36;
        return one.isMany(Sketch.PLACES_MANY) || (first >= '0' - ' ' && first <= '9' - ' ');
    }

    private int line(Sketch other) {
        if (own.line() == 0 || other.line() == 0) {
            return NONE;
        }
        boolean many = own.isMany(Sketch.LINES_MANY) || other.isMany(Sketch.LINES_MANY);
        return many || own.line() == other.line() ? all(Field.LINE) : from(Field.LINE, Level.LINE_CLOSE);
    }

    private int town(Sketch other) {
        long x = own.town();
        long y = other.town();
        if (Sketch.length(x) == 0 || Sketch.length(y) == 0) {
            return NONE;
        }
        boolean many = own.isMany(Sketch.TOWNS_MANY) || other.isMany(Sketch.TOWNS_MANY);
        boolean close = Letters.isSlip(x, y) || Letters.likeness(x, y) >= TOWN_CLOSE;
        return many || close ? all(Field.TOWN) : set(2) | NONE;
    }

    private int phone(Sketch other) {
        long x = own.phone();
        long y = other.phone();
        if (x == 0 || y == 0) {
            return NONE;
        }
        if (own.isMany(Sketch.PHONES_MANY) || other.isMany(Sketch.PHONES_MANY)) {
            return all(Field.PHONE);
        }
        return x == y ? set(0) : Slip.oneDigit(x, y, 9) ? set(1) : set(2);
    }
}
