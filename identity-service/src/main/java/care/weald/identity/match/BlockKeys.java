package care.weald.identity.match;

import care.weald.identity.match.compare.Hash;
import care.weald.identity.match.compare.Soundex;
import care.weald.identity.match.normalise.AddressLines;
import care.weald.identity.match.normalise.BirthDates;
import care.weald.identity.match.normalise.Postcodes;
import care.weald.identity.nhsnumber.NhsNumber;
import java.util.Arrays;
import java.util.List;

/**
 * Keys under which a record is found again: two records that share none are never compared. A key is a stable 64-bit hash
 * whose upper four bits are its kind. At most {@value #MOST} keys a record, the most telling first.
 */
public final class BlockKeys {

    /** Keys a record has at most. */
    public static final int MOST = 12;

    /** Records under one key beyond which the key says too little and is passed over. */
    public static final int LARGEST_BLOCK = 300;

    private static final int NHS = 1;
    private static final int IDENTIFIER = 2;
    private static final int BIRTH_DATE = 3;
    private static final int SOUND_YEAR = 4;
    private static final int SOUND_DAY = 5;
    private static final int POSTCODE = 6;
    private static final int CONTACT = 7;
    private static final int NAME = 8;
    private static final int UNDATED_NAME = 9;
    private static final int HOUSE = 10;
    private static final int TOWN_LETTERS = 3;
    private static final int SHARED_CODES = 2;

    private final long[] keys = new long[MOST];
    private int size;

    private BlockKeys() {}

    /** The keys to store a record under, distinct. */
    public static long[] of(Demographics demographics) {
        return keys(demographics, true, false);
    }

    /** The keys to store beside it for callers who may not use location: no postcode, telephone or mail among them. */
    public static long[] withoutLocation(Demographics demographics) {
        return keys(demographics.withoutLocation(), true, false);
    }

    /**
     * The keys to look a query up by. The sound of its name alone is a key only when its birth date is not whole; otherwise
     * it finds only records without a whole birth date.
     */
    public static long[] probe(Demographics demographics, boolean withLocation) {
        return keys(withLocation ? demographics : demographics.withoutLocation(), false, true);
    }

    /** Whether records of whole birth dates meet under {@code key} by their names alone; a bulk run passes such pairs over. */
    public static boolean isNameOnly(long key) {
        return kind(key) == NAME;
    }

    /** Whether {@code key} tells where somebody lives or how to reach them. */
    public static boolean isLocation(long key) {
        return kind(key) == POSTCODE || kind(key) == CONTACT || kind(key) == HOUSE;
    }

    /** Whether {@code key} is a number that hardly anybody shares. */
    public static boolean isNumber(long key) {
        return kind(key) == NHS || kind(key) == IDENTIFIER;
    }

    private static int kind(long key) {
        return (int) (key >>> 60);
    }

    private static long[] keys(Demographics d, boolean stored, boolean probe) {
        BlockKeys keys = new BlockKeys();
        keys.numbers(d.numbers());
        keys.birthDate(d);
        keys.sounds(d, 0);
        keys.names(d, stored, probe);
        keys.places(d.location().postcodes());
        keys.contacts(d.location());
        keys.house(d.location());
        for (int i = 1; i < d.families().size(); i++) {
            keys.sounds(d, i);
        }
        keys.places(d.location().previousPostcodes());
        return Arrays.copyOf(keys.keys, keys.size);
    }

    private void numbers(Numbers numbers) {
        NhsNumber nhs = numbers.nhs();
        if (nhs != null) {
            add(NHS, Hash.append(Hash.start(NHS), nhs.value()));
        }
        first(numbers.former(), SHARED_CODES).forEach(number -> add(NHS, Hash.append(Hash.start(NHS), number.value())));
        first(numbers.identifiers(), SHARED_CODES)
                .forEach(one -> add(IDENTIFIER, Hash.append(Hash.start(IDENTIFIER), one)));
    }

    private void birthDate(Demographics d) {
        if (BirthDates.isFull(d.birthDate())) {
            add(BIRTH_DATE, Hash.append(Hash.start(BIRTH_DATE), d.birthDate()));
        }
    }

    /** Sound of both names with the year, in either order of the names; sound of the family name, initial and day. */
    private void sounds(Demographics d, int family) {
        if (d.families().size() <= family || d.given().isEmpty()) {
            return;
        }
        String given = d.given().get(0);
        int sound = Soundex.of(d.families().get(family).replace(" ", ""));
        if (BirthDates.year(d.birthDate()) > 0 && given.length() > 1) {
            int other = Soundex.of(given);
            long both =
                    Hash.append(Hash.start(SOUND_YEAR), (long) Math.min(sound, other) << 32 | Math.max(sound, other));
            add(SOUND_YEAR, Hash.append(both, BirthDates.year(d.birthDate())));
        }
        if (BirthDates.isFull(d.birthDate())) {
            long day = Hash.append(Hash.start(SOUND_DAY), d.birthDate() % 10_000);
            add(SOUND_DAY, Hash.append(Hash.append(day, sound), given.charAt(0)));
        }
    }

    private void names(Demographics d, boolean stored, boolean probe) {
        if (d.families().isEmpty() || d.given().isEmpty()) {
            return;
        }
        boolean dated = BirthDates.isFull(d.birthDate());
        int family = Soundex.of(d.families().get(0).replace(" ", ""));
        int given = Soundex.of(d.given().get(0));
        if (stored || !dated) {
            add(NAME, Hash.append(Hash.append(Hash.start(NAME), family), given));
        }
        if (probe || !dated) {
            add(UNDATED_NAME, Hash.append(Hash.append(Hash.start(UNDATED_NAME), family), given));
        }
    }

    /** The numbers of the house, the first word of its street and the beginning of its town. */
    private void house(Location location) {
        if (location.lines().isEmpty() || location.towns().isEmpty()) {
            return;
        }
        String line = location.lines().get(0);
        int bar = line.indexOf(AddressLines.BAR);
        int space = line.indexOf(' ', bar);
        String street = line.substring(bar + 1, space < 0 ? line.length() : space);
        String town = location.towns().get(0);
        if (bar > 0 && !street.isEmpty()) {
            long house = Hash.append(Hash.append(Hash.start(HOUSE), line.substring(0, bar)), street);
            add(HOUSE, Hash.append(house, town.substring(0, Math.min(TOWN_LETTERS, town.length()))));
        }
    }

    private void places(List<String> postcodes) {
        first(postcodes, SHARED_CODES).stream()
                .filter(code -> Postcodes.isFull(code) || code.length() >= 4)
                .forEach(code -> add(POSTCODE, Hash.append(Hash.start(POSTCODE), code)));
    }

    private void contacts(Location location) {
        first(location.phones(), SHARED_CODES).forEach(phone -> add(CONTACT, Hash.append(Hash.start(CONTACT), phone)));
        first(location.emails(), 1).forEach(mail -> add(CONTACT, Hash.append(Hash.start(CONTACT), mail)));
    }

    private static <T> List<T> first(List<T> values, int most) {
        return values.size() > most ? values.subList(0, most) : values;
    }

    private void add(int kind, long hash) {
        long key = (long) kind << 60 | Hash.mix(hash) >>> 4;
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return;
            }
        }
        if (size < MOST) {
            keys[size++] = key;
        }
    }
}
