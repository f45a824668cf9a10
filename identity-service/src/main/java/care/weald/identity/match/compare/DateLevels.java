package care.weald.identity.match.compare;

import care.weald.identity.match.normalise.BirthDates;

/** How birth dates agree. The first of January stands for a day that was not known, unless both say it. */
final class DateLevels {

    private static final int DIGITS = 8;
    private static final int FIRST_OF_JANUARY = 101;

    private DateLevels() {}

    static int of(int a, int b) {
        if (a == 0 || b == 0) {
            return Level.MISSING;
        }
        if (a == b) {
            return BirthDates.isFull(a) ? Level.EXACT : partial(a, b);
        }
        return BirthDates.isFull(a) && BirthDates.isFull(b) ? full(a, b) : partial(a, b);
    }

    private static int full(int a, int b) {
        boolean year = BirthDates.year(a) == BirthDates.year(b);
        if (year && (a % 10_000 == FIRST_OF_JANUARY || b % 10_000 == FIRST_OF_JANUARY)) {
            return Level.DATE_YEAR_ONLY;
        }
        boolean month = BirthDates.month(a) == BirthDates.month(b);
        boolean day = BirthDates.day(a) == BirthDates.day(b);
        if (year && BirthDates.month(a) == BirthDates.day(b) && BirthDates.day(a) == BirthDates.month(b)) {
            return Level.DATE_DAY_MONTH;
        }
        if (Slip.oneDigit(a, b, DIGITS)) {
            return Level.DATE_SLIP;
        }
        if ((year && (month || day)) || (month && day)) {
            return Level.DATE_TWO_PARTS;
        }
        return year ? Level.DATE_YEAR : Level.DATE_DIFFERENT;
    }

    private static int partial(int a, int b) {
        if (BirthDates.year(a) != BirthDates.year(b)) {
            return Level.DATE_DIFFERENT;
        }
        int x = BirthDates.month(a);
        int y = BirthDates.month(b);
        if (x == 0 || y == 0) {
            return Level.DATE_YEAR_ONLY;
        }
        return x == y ? Level.DATE_PARTIAL : Level.DATE_YEAR;
    }
}
