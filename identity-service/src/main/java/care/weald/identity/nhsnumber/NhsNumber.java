package care.weald.identity.nhsnumber;

import java.util.Optional;

/**
 * A ten-digit NHS number whose check digit holds (NHS Data Dictionary, NHS NUMBER: modulus 11, weights 10 to 2). Ten
 * equal digits pass the arithmetic and are placeholders, so they are refused. That a number is well formed does not say
 * that it was issued.
 *
 * @param value ten digits, without spaces
 */
public record NhsNumber(String value) {

    /** The identifier system of NHS numbers. */
    public static final String SYSTEM = "https://fhir.nhs.uk/Id/nhs-number";

    private static final int LENGTH = 10;

    public NhsNumber {
        if (!holds(value)) {
            throw new IllegalArgumentException("not an NHS number");
        }
    }

    /** The number that {@code text} writes, with or without spaces between the digits; empty when it cannot be one. */
    public static Optional<NhsNumber> parse(String text) {
        String digits = text.replace(" ", "");
        return holds(digits) ? Optional.of(new NhsNumber(digits)) : Optional.empty();
    }

    private static boolean holds(String digits) {
        if (digits.length() != LENGTH) {
            return false;
        }
        int sum = 0;
        boolean equal = true;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += digit * (LENGTH - i);
            equal &= digits.charAt(i) == digits.charAt(0);
        }
        int last = digits.charAt(LENGTH - 1) - '0';
        int check = 11 - (sum - last) % 11;
        return !equal && check % 11 == last;
    }

    @Override
    public String toString() {
        return "NhsNumber[***]";
    }
}
