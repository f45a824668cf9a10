package care.weald.identity.match;

import java.util.List;

/**
 * Where a person is and how to reach them, normalised. Everything here is left out of a score, of keys and of explanations
 * when location may not be used.
 *
 * @param postcodes current postcodes
 * @param previousPostcodes former postcodes
 * @param lines current address lines in the form of {@link care.weald.identity.match.normalise.AddressLines}
 * @param towns current towns, folded
 * @param phones telephone numbers, last nine digits
 * @param emails electronic mail addresses
 */
public record Location(
        List<String> postcodes,
        List<String> previousPostcodes,
        List<String> lines,
        List<String> towns,
        List<Long> phones,
        List<String> emails) {

    /** Nothing known. */
    public static final Location NONE = new Location(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Location {
        postcodes = List.copyOf(postcodes);
        previousPostcodes = List.copyOf(previousPostcodes);
        lines = List.copyOf(lines);
        towns = List.copyOf(towns);
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
    }

    @Override
    public String toString() {
        return "Location[***]";
    }
}
