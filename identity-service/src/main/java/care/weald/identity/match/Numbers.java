package care.weald.identity.match;

import care.weald.identity.nhsnumber.NhsNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers a record carries.
 *
 * @param nhs its NHS number, if it has a valid one
 * @param verified its source verified that number
 * @param rejected ten digits given as an NHS number whose check digit does not hold; empty otherwise
 * @param former numbers that were superseded by the present one
 * @param identifiers other identifiers as {@code system|value}, folded; only equal systems are compared
 */
public record Numbers(
        @Nullable NhsNumber nhs, boolean verified, String rejected, List<NhsNumber> former, List<String> identifiers) {

    /** No numbers. */
    public static final Numbers NONE = new Numbers(null, false, "", List.of(), List.of());

    public Numbers {
        former = List.copyOf(former);
        identifiers = List.copyOf(identifiers);
    }

    @Override
    public String toString() {
        return "Numbers[***]";
    }
}
