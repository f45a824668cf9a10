package care.weald.identity.match.normalise;

import java.time.YearMonth;

/**
 * Dates as one number, {@code yyyymmdd}, with 0 for a part that is not known; 0 is no date at all. A part that cannot be
 * (month 14, 30 February) is not known, and so is what hangs on it. Dates that systems write for "unknown" are no dates.
 */
public final class BirthDates {

    /** No date. */
    public static final int NONE = 0;

    private static final int EARLIEST = 1850;
    private static final int LATEST = 2100;

    private BirthDates() {}

    /** The date that {@code raw} writes as {@code yyyy}, {@code yyyy-mm} or {@code yyyy-mm-dd}, dashes optional. */
    public static int parse(String raw) {
        String digits = Text.digits(raw.length() > 10 ? raw.substring(0, 10) : raw, 8);
        if (digits.length() < 4) {
            return NONE;
        }
        int year = Integer.parseInt(digits.substring(0, 4));
        int month = digits.length() >= 6 ? Integer.parseInt(digits.substring(4, 6)) : 0;
        int day = digits.length() == 8 ? Integer.parseInt(digits.substring(6, 8)) : 0;
        return of(year, month, day);
    }

    /** The date of these parts, 0 for those that are not known. */
    public static int of(int year, int month, int day) {
        if (year < EARLIEST || year > LATEST) {
            return NONE;
        }
        if (month < 1 || month > 12) {
            return year * 10_000;
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return year * 10_000 + month * 100;
        }
        boolean placeholder = day == 1 && month == 1 && (year == 1900 || year == 1850);
        return placeholder ? NONE : year * 10_000 + month * 100 + day;
    }

    /** The year of {@code date}. */
    public static int year(int date) {
        return date / 10_000;
    }

    /** The month of {@code date}, 0 when it is not known. */
    public static int month(int date) {
        return date / 100 % 100;
    }

    /** The day of {@code date}, 0 when it is not known. */
    public static int day(int date) {
        return date % 100;
    }

    /** Whether year, month and day are known. */
    public static boolean isFull(int date) {
        return date % 100 != 0;
    }
}
