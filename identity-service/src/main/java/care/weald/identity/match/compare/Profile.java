package care.weald.identity.match.compare;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.Numbers;
import care.weald.identity.match.Sex;
import care.weald.identity.nhsnumber.NhsNumber;
import java.util.List;

/**
 * Demographics made ready for comparison: numbers as numbers, names with their codes. Immutable; comparing two profiles
 * allocates nothing.
 */
public final class Profile {

    private static final Name[] NO_NAMES = {};
    private static final Name[][] NO_PARTS = {};
    private static final Place[] NO_PLACES = {};
    private static final Line[] NO_LINES = {};
    private static final long[] NO_NUMBERS = {};
    private static final String[] NO_TEXTS = {};

    final long nhs;
    final long rejected;
    final boolean verified;
    final Sex sex;
    final int birthDate;
    final int deceased;
    final int seen;
    final long[] former;
    final String[] identifiers;
    final Name[] given;
    final Name[] families;
    final Name[][] parts;
    final Place[] places;
    final Place[] previousPlaces;
    final Line[] lines;
    final String[] towns;
    final long[] phones;
    final String[] emails;

    private Profile(Demographics d, Parts from) {
        Numbers numbers = d.numbers();
        NhsNumber number = numbers.nhs();
        nhs = number == null ? 0 : Long.parseLong(number.value());
        rejected = numbers.rejected().isEmpty() ? 0 : Long.parseLong(numbers.rejected());
        verified = numbers.verified();
        sex = d.sex();
        birthDate = d.birthDate();
        deceased = d.deceased();
        seen = d.seen();
        former = numbers.former().isEmpty()
                ? NO_NUMBERS
                : numbers.former().stream()
                        .mapToLong(n -> Long.parseLong(n.value()))
                        .toArray();
        identifiers = texts(numbers.identifiers());
        given = names(d.given(), from);
        families = families(d.families(), from);
        parts = parts(d.families(), from);
        places = places(d.location().postcodes(), from);
        previousPlaces = places(d.location().previousPostcodes(), from);
        lines = lines(d.location().lines(), from);
        towns = texts(d.location().towns());
        List<Long> numbersToCall = d.location().phones();
        phones = numbersToCall.isEmpty()
                ? NO_NUMBERS
                : numbersToCall.stream().mapToLong(Long::longValue).toArray();
        emails = texts(d.location().emails());
    }

    /** The profile of {@code demographics}. */
    public static Profile of(Demographics demographics) {
        return new Profile(demographics, Parts.FRESH);
    }

    /** The profile of {@code demographics} with shared parts. */
    public static Profile of(Demographics demographics, Parts from) {
        return new Profile(demographics, from);
    }

    /** Whether the NHS number is there and its source verified it. */
    public boolean isVerified() {
        return verified && nhs != 0;
    }

    /** The NHS number as a number, 0 for none. */
    public long nhsNumber() {
        return nhs;
    }

    /** Whether {@code other} is known to have died before this one was seen alive, or the other way round. */
    public boolean deadBefore(Profile other) {
        return died(deceased, other.seen) || died(other.deceased, seen);
    }

    private static boolean died(int death, int sight) {
        return death % 100 != 0 && sight % 100 != 0 && death < sight;
    }

    /** The first given name's hash and the current family name's, which frequencies are counted by; 0 when missing. */
    public long givenHash() {
        return given.length == 0 ? 0 : given[0].hash;
    }

    /** The current family name's hash, 0 when missing. */
    public long familyHash() {
        return families.length == 0 ? 0 : families[0].hash;
    }

    /** The hash of the household this record belongs to, by its first address; 0 without a whole address. */
    public long household() {
        return places.length == 0 || lines.length == 0 || !places[0].full
                ? 0
                : Hash.append(Hash.append(Hash.start(0), places[0].code), lines[0].hash);
    }

    /** A hash of the whole birth date, 0 when it is not whole. */
    public long birthDateKey() {
        return birthDate % 100 == 0 ? 0 : Hash.append(Hash.start(1), birthDate);
    }

    /** A hash of the sounds of given and family name, 0 when one is missing. */
    public long nameKey() {
        return given.length == 0 || families.length == 0
                ? 0
                : Hash.append(Hash.append(Hash.start(2), given[0].soundex), families[0].soundex);
    }

    /** A hash of all that identifies the record, by which records are put in one order. */
    public long fingerprint() {
        long hash = Hash.append(Hash.append(Hash.start(3), nhs), birthDate);
        hash = Hash.append(Hash.append(hash, givenHash()), familyHash());
        hash = Hash.append(Hash.append(hash, household()), phones.length == 0 ? 0 : phones[0]);
        hash = Hash.append(Hash.append(hash, given.length < 2 ? 0 : given[1].hash), sex.code());
        hash = Hash.append(Hash.append(hash, lines.length == 0 ? 0 : lines[0].hash), rejected);
        hash = Hash.append(Hash.append(hash, places.length == 0 ? 0 : places[0].code), verified ? 1 : 0);
        hash = Hash.append(hash, String.join("|", identifiers));
        return Hash.append(hash, String.join("|", emails));
    }

    private static Name[] names(List<String> texts, Parts from) {
        return texts.isEmpty() ? NO_NAMES : texts.stream().map(from.name()).toArray(Name[]::new);
    }

    private static Name[] families(List<String> texts, Parts from) {
        return texts.isEmpty()
                ? NO_NAMES
                : texts.stream().map(t -> from.name().apply(t.replace(" ", ""))).toArray(Name[]::new);
    }

    private static Name[][] parts(List<String> texts, Parts from) {
        if (texts.stream().noneMatch(t -> t.indexOf(' ') > 0)) {
            return NO_PARTS;
        }
        return texts.stream()
                .filter(t -> t.indexOf(' ') > 0)
                .map(t -> names(List.of(t.split(" ", 4)), from))
                .toArray(Name[][]::new);
    }

    private static Place[] places(List<String> texts, Parts from) {
        return texts.isEmpty() ? NO_PLACES : texts.stream().map(from.place()).toArray(Place[]::new);
    }

    private static Line[] lines(List<String> texts, Parts from) {
        return texts.isEmpty() ? NO_LINES : texts.stream().map(from.line()).toArray(Line[]::new);
    }

    private static String[] texts(List<String> texts) {
        return texts.isEmpty() ? NO_TEXTS : texts.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return "Profile[***]";
    }
}
