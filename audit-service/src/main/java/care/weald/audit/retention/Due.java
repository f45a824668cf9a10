package care.weald.audit.retention;

import java.util.List;

/**
 * What is due: counts alone.
 *
 * @param months the oldest first
 * @param alerts of which nobody will be told whom they were about
 */
record Due(List<Month> months, long alerts) {

    Due {
        months = List.copyOf(months);
    }

    /**
     * A month's events.
     *
     * @param month as {@code 1996-11}
     * @param events that go
     * @param held that stay for an open case
     */
    record Month(String month, long events, long held) {}

    long events() {
        return months.stream().mapToLong(Month::events).sum();
    }

    long held() {
        return months.stream().mapToLong(Month::held).sum();
    }

    boolean isNothing() {
        return events() == 0 && alerts == 0;
    }
}
