package care.weald.gateway.fhir;

import java.util.Optional;
import java.util.UUID;

/** The id of an item, {@code <source patient>.<item>}: two numbers in lower-case Crockford base 32. */
record ItemId(UUID sourcePatient, String text) {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    /** Reads an id; empty when it cannot be one. */
    static Optional<ItemId> parse(String text) {
        if (text.length() != 2 * LENGTH + 1 || text.charAt(LENGTH) != '.') {
            return Optional.empty();
        }
        return number(text.substring(LENGTH + 1))
                .flatMap(item -> number(text.substring(0, LENGTH)))
                .map(patient -> new ItemId(patient, text));
    }

    private static Optional<UUID> number(String text) {
        if (text.charAt(0) > '7') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | value;
        }
        return Optional.of(new UUID(high, low));
    }
}
