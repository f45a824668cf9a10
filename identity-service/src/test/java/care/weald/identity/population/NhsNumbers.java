package care.weald.identity.population;

/**
 * Valid NHS numbers in order, from 999 000 0018 up: that range is kept for tests and never issued. It holds some 909,000
 * numbers; larger populations, which stay in memory, go on with 998 and so down.
 */
final class NhsNumbers {

    private static final int BLOCK = 1_000_000;

    /** Its check digit is 9, and no number has ten equal digits. */
    private static final String TEN_EQUAL = "999999999";

    private int prefix;
    private int next = 1;

    NhsNumbers() {
        this(999);
    }

    /** Numbers that begin with these three digits, and then with those below. */
    NhsNumbers(int prefix) {
        this.prefix = prefix;
    }

    String next() {
        while (true) {
            if (next == BLOCK) {
                next = 0;
                prefix--;
            }
            String nine = String.format("%03d%06d", prefix, next++);
            int sum = 0;
            for (int i = 0; i < nine.length(); i++) {
                sum += (nine.charAt(i) - '0') * (10 - i);
            }
            int check = (11 - sum % 11) % 11;
            if (check < 10 && !nine.equals(TEN_EQUAL)) {
                return nine + check;
            }
        }
    }
}
