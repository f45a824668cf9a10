package care.weald.identity.match;

import java.util.List;

/**
 * What is compared of one record, normalised. Made by {@link DemographicsBuilder} from raw text, or directly from values
 * that were normalised before. Missing is an empty list, 0 or {@link Sex#UNKNOWN}, and never counts against anybody.
 *
 * @param numbers NHS number and other identifiers
 * @param given given names in order, the first used first; one letter is an initial
 * @param families family names, the current one first; a space stands only where two names meet
 * @param birthDate {@code yyyymmdd} with 0 for parts not known (see {@link
 *     care.weald.identity.match.normalise.BirthDates})
 * @param sex administrative gender
 * @param location addresses and telecom
 * @param deceased date of death in the same form, 0 while none is known
 * @param seen last day the person was seen alive by the source, in the same form, 0 when not known
 */
public record Demographics(
        Numbers numbers,
        List<String> given,
        List<String> families,
        int birthDate,
        Sex sex,
        Location location,
        int deceased,
        int seen) {

    public Demographics {
        given = List.copyOf(given);
        families = List.copyOf(families);
    }

    /** A builder that normalises raw text. */
    public static DemographicsBuilder builder() {
        return new DemographicsBuilder();
    }

    /** The same record with nothing about where the person is. */
    public Demographics withoutLocation() {
        return new Demographics(numbers, given, families, birthDate, sex, Location.NONE, deceased, seen);
    }

    @Override
    public String toString() {
        return "Demographics[***]";
    }
}
