package care.weald.identity.trace;

import care.weald.identity.match.normalise.PersonNames;
import java.util.Optional;
import java.util.UUID;

/**
 * What a search asks for, normalised; what is not asked for is empty or 0.
 *
 * @param number an NHS number
 * @param local a local identifier, as the id that it would give a source patient of the caller's organisation
 * @param person a person id
 * @param name names, birth date and gender
 * @param place postcode and telecom
 * @param active whether the registration must be, or must not be, active
 * @param ways how to search
 */
record Criteria(
        Optional<String> number,
        Optional<UUID> local,
        Optional<UUID> person,
        Name name,
        Place place,
        Optional<Boolean> active,
        Ways ways) {

    /** The first and the last day, as {@code yyyymmdd}, that a birth date may be; parts not known are 0 there. */
    record Days(int first, int last) {

        static final Days ALL = new Days(0, 99_999_999);

        boolean isAll() {
            return equals(ALL);
        }

        Days and(Days other) {
            return new Days(Math.max(first, other.first), Math.min(last, other.last));
        }
    }

    /**
     * Names, folded as {@link PersonNames} does; {@code exact} when the beginning is not enough.
     *
     * @param sex name of a {@link care.weald.identity.match.Sex}
     */
    record Name(String family, String given, boolean exact, Days born, String sex) {}

    /**
     * Where a person is to be reached; nobody restricted is found by it.
     *
     * @param phone last nine digits
     */
    record Place(String postcode, long phone, String email) {

        boolean isAsked() {
            return !postcode.isEmpty() || phone != 0 || !email.isEmpty();
        }
    }

    /**
     * How to search.
     *
     * @param fuzzy names that sound alike are enough
     * @param perfect only who fits in everything that is asked for
     * @param former names and postcodes of before count too
     * @param most people in an answer
     */
    record Ways(boolean fuzzy, boolean perfect, boolean former, int most) {}

    /** One identifies the person, or names and birth date do: less than that is not searched for. */
    boolean isEnough() {
        return number.isPresent()
                || local.isPresent()
                || person.isPresent()
                || (!name.family().isEmpty() && !name.born().isAll());
    }

    @Override
    public String toString() {
        return "Criteria[***]";
    }
}
