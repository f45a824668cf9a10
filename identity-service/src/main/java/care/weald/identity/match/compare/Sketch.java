package care.weald.identity.match.compare;

import java.nio.ByteBuffer;

/**
 * As much of a profile as fits into {@value #BYTES} bytes and shows that most others are somebody else: what {@link Possible}
 * reads. It stands beside a block key, so that a record need not be fetched to be passed over. Numbers, dates and postcodes are
 * whole, names are their letters and sounds, the rest are hashes. Whoever changes it MUST raise the normalisation of the
 * index.
 *
 * @param given the first given name, and {@link #GIVEN_MANY} and the sex
 * @param middle the second given name, and what there is more than one of
 * @param family the family name in use, and whether there are others
 * @param town the first town, and the hash of the first line
 * @param born birth date and NHS number
 * @param reach the first telephone number, and the family names as bits
 * @param place the first postcode, and the hash of the first identifier
 * @param before the first former postcode, and the pet forms of the given name as bits
 */
record Sketch(long given, long middle, long family, long town, long born, long reach, long place, long before) {

    /** How long it is. */
    static final int BYTES = 64;

    static final int GIVEN_MANY = 4;
    static final int ODD_NUMBERS = 8;

    static final int PLACES_MANY = 1;
    static final int PHONES_MANY = 2;
    static final int IDENTIFIERS_MANY = 4;
    static final int LINES_MANY = 8;
    static final int TOWNS_MANY = 16;
    static final int BEFORE_MANY = 32;

    static final int FAMILIES_MANY = 1;
    static final int EMAIL = 2;

    /** Lengths and numbers of characters are told up to this, which stands for anything longer. */
    static final int LONGEST = 31;

    private static final int SEX = 3;
    private static final int FLAGS = 58;
    private static final int FIRST = 53;
    private static final int LENGTH = 48;
    private static final int SOUND = 32;
    private static final int POSTCODE = 7;
    private static final int REST = 22;

    /** The sketch of {@code profile}. */
    static Sketch of(Profile profile) {
        int sex = profile.sex.isKnown() ? profile.sex.code() : 0;
        boolean odd = profile.rejected != 0 || profile.former.length > 0;
        return new Sketch(
                name(profile.given, 0) | flags(sex, flag(profile.given.length > 2, GIVEN_MANY), flag(odd, ODD_NUMBERS)),
                name(profile.given, 1) | flags(many(profile)),
                name(profile.families, 0)
                        | flags(
                                flag(profile.families.length > 1 || profile.parts.length > 0, FAMILIES_MANY),
                                flag(profile.emails.length > 0, EMAIL)),
                town(profile),
                ((long) profile.birthDate << 34) | profile.nhs,
                (first(profile.phones) << 32) | families(profile),
                (postcode(profile.places) << REST) | identifier(profile),
                (postcode(profile.previousPlaces) << REST)
                        | (nicknames(profile.given) << 11)
                        | nicknames(profile.families));
    }

    private static int many(Profile profile) {
        return flag(isVague(profile.places), PLACES_MANY)
                | flag(profile.phones.length > 1, PHONES_MANY)
                | flag(profile.identifiers.length > 1, IDENTIFIERS_MANY)
                | flag(profile.lines.length > 1, LINES_MANY)
                | flag(profile.towns.length > 1, TOWNS_MANY)
                | flag(isVague(profile.previousPlaces), BEFORE_MANY);
    }

    private static int flag(boolean is, int flag) {
        return is ? flag : 0;
    }

    private static long flags(int... flags) {
        int all = 0;
        for (int flag : flags) {
            all |= flag;
        }
        return (long) all << FLAGS;
    }

    private static long name(Name[] names, int place) {
        if (names.length <= place) {
            return 0;
        }
        Name name = names[place];
        long length = Math.min(name.text.length(), LONGEST);
        return ((name.text.charAt(0) & 31L) << FIRST)
                | (length << LENGTH)
                | (sound(name.soundex) << SOUND)
                | (name.letters & 0xFFFF_FFFFL);
    }

    /** Equal codes are equal here; of names without Latin letters different ones may be as well. */
    private static long sound(int soundex) {
        return soundex < (1 << 15) ? soundex : (soundex & 0x7FFF) | 0x8000;
    }

    private static long town(Profile profile) {
        long line = profile.lines.length == 0 ? 0 : (profile.lines[0].hash & 0xFFFF) | 1;
        if (profile.towns.length == 0) {
            return line << SOUND;
        }
        String town = profile.towns[0];
        long length = Math.min(town.length(), LONGEST);
        return ((town.charAt(0) & 31L) << FIRST)
                | (length << LENGTH)
                | (line << SOUND)
                | (Name.mask(town) & 0xFFFF_FFFFL);
    }

    private static long first(long[] numbers) {
        return numbers.length == 0 ? 0 : numbers[0];
    }

    private static long families(Profile profile) {
        long bits = bits(profile.families);
        for (Name[] parts : profile.parts) {
            bits |= bits(parts);
        }
        return bits;
    }

    private static long bits(Name[] names) {
        long bits = 0;
        for (Name name : names) {
            bits |= 1L << (name.hash & 31);
        }
        return bits;
    }

    private static long nicknames(Name[] names) {
        return names.length == 0 ? 0 : names[0].nicknameBits() & 0x7FF;
    }

    private static boolean isVague(Place[] places) {
        return places.length > 1 || (places.length == 1 && packed(places[0].text) < 0);
    }

    private static long postcode(Place[] places) {
        return places.length == 0 ? 0 : Math.max(0, packed(places[0].text));
    }

    /** Seven characters of six bits, left-aligned; -1 for what is none. */
    private static long packed(String text) {
        if (text.length() > POSTCODE) {
            return -1;
        }
        long packed = 0;
        for (int i = 0; i < POSTCODE; i++) {
            int c = i < text.length() ? text.charAt(i) : ' ';
            if (c < ' ' || c > '_' || (c == ' ' && i < text.length())) {
                return -1;
            }
            packed = (packed << 6) | (c - ' ');
        }
        return packed;
    }

    private static long identifier(Profile profile) {
        if (profile.identifiers.length == 0) {
            return 0;
        }
        String first = profile.identifiers[0];
        int bar = first.lastIndexOf('|') + 1;
        return ((Hash.of(first.substring(0, bar)) & 0xFF) << 14) | (Hash.of(first.substring(bar)) & 0x3FFF) | 1;
    }

    /** Puts it down at the end of {@code to}. */
    void write(ByteBuffer to) {
        to.putLong(given).putLong(middle).putLong(family).putLong(town);
        to.putLong(born).putLong(reach).putLong(place).putLong(before);
    }

    /** What stands at {@code place} of {@code from}. */
    static Sketch read(ByteBuffer from, int place) {
        return new Sketch(
                from.getLong(place),
                from.getLong(place + 8),
                from.getLong(place + 16),
                from.getLong(place + 24),
                from.getLong(place + 32),
                from.getLong(place + 40),
                from.getLong(place + 48),
                from.getLong(place + 56));
    }

    int sex() {
        return (int) (given >>> FLAGS) & SEX;
    }

    boolean isGivenMany() {
        return is(given, GIVEN_MANY);
    }

    boolean isOdd() {
        return is(given, ODD_NUMBERS);
    }

    boolean isMany(int flag) {
        return is(middle, flag);
    }

    boolean isFamiliesMany() {
        return is(family, FAMILIES_MANY);
    }

    boolean hasEmail() {
        return is(family, EMAIL);
    }

    private static boolean is(long name, int flag) {
        return ((name >>> FLAGS) & flag) != 0;
    }

    int date() {
        return (int) (born >>> 34);
    }

    long nhs() {
        return born & ((1L << 34) - 1);
    }

    long phone() {
        return reach >>> 32;
    }

    int familyBits() {
        return (int) reach;
    }

    long postcode() {
        return place >>> REST;
    }

    long formerPostcode() {
        return before >>> REST;
    }

    int system() {
        return (int) (place >>> 14) & 0xFF;
    }

    /** 0 for none. */
    int value() {
        return (int) place & 0x3FFF;
    }

    int givenForms() {
        return (int) (before >>> 11) & 0x7FF;
    }

    int familyForms() {
        return (int) before & 0x7FF;
    }

    /** The hash of the line, 0 for none. */
    int line() {
        return (int) (town >>> SOUND) & 0xFFFF;
    }

    static int length(long name) {
        return (int) (name >>> LENGTH) & LONGEST;
    }

    static int initial(long name) {
        return (int) (name >>> FIRST) & 31;
    }

    static int sounds(long name) {
        return (int) (name >>> SOUND) & 0xFFFF;
    }

    static int letters(long name) {
        return (int) name;
    }

    /** Everything but the flags. */
    static long plain(long name) {
        return name & ((1L << FLAGS) - 1);
    }

    @Override
    public String toString() {
        return "Sketch[***]";
    }
}
