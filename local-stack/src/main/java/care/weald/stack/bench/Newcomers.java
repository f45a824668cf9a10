package care.weald.stack.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Turns the sample messages into ones about people whom nobody has sent before: other NHS numbers (of the 999 test
 * range), local numbers, item ids and message ids, the same otherwise.
 */
final class Newcomers {

    private static final Pattern NHS_NUMBER = Pattern.compile("(?<=\"value\":\")999\\d{7}(?=\")");
    private static final Pattern LOCAL_NUMBER = Pattern.compile("(?<=local-patient-number\",\"value\":\")\\d{8}(?=\")");
    private static final Pattern MESSAGE = Pattern.compile("(?<=\"value\":\")sample-(?=[a-z0-9]+\")");
    private static final Pattern ID =
            Pattern.compile("\\b[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b)");

    private final int salt = ThreadLocalRandom.current().nextInt();
    private final Map<String, String> numbers = new ConcurrentHashMap<>();

    String rewritten(String message) {
        String other = NHS_NUMBER
                .matcher(message)
                .replaceAll(found -> numbers.computeIfAbsent(found.group(), _ -> nhsNumber()));
        other = LOCAL_NUMBER.matcher(other).replaceAll(this::localNumber);
        other = MESSAGE.matcher(other).replaceAll("bench-" + Integer.toHexString(salt) + "-");
        return ID.matcher(other).replaceAll(this::id);
    }

    private String localNumber(MatchResult found) {
        return "B" + Integer.toHexString(salt) + found.group();
    }

    private String id(MatchResult found) {
        return String.format("%08x", Integer.parseUnsignedInt(found.group(), 16) ^ salt);
    }

    /** A random number with a right check digit (modulus 11). */
    static String nhsNumber() {
        while (true) {
            String nine = "999" + ThreadLocalRandom.current().nextInt(200_000, 1_000_000);
            int sum = 0;
            for (int i = 0; i < nine.length(); i++) {
                sum += (nine.charAt(i) - '0') * (10 - i);
            }
            int check = (11 - sum % 11) % 11;
            if (check < 10) {
                return nine + check;
            }
        }
    }
}
