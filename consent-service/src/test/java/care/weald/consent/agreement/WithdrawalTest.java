package care.weald.consent.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WithdrawalTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Agreement agreement(String organisation, String from, String to) {
        return new Agreement(
                organisation,
                "Some partner",
                Agreement.Type.JCA,
                Set.of("TREAT"),
                false,
                false,
                Set.of(),
                LocalDate.parse(from),
                LocalDate.parse(to));
    }

    private static Withdrawal of(String from, String to, Agreement... file) {
        return Withdrawal.of(agreement("KZ016", from, to), List.of(file), TODAY);
    }

    private static Withdrawal ended(String day) {
        return new Withdrawal.Ended(LocalDate.parse(day));
    }

    @Test
    void aLiveOneEndsYesterday() {
        assertEquals(ended("2026-11-21"), of("2026-01-01", "2026-12-31"));
        assertEquals(ended("2026-11-21"), of("2026-01-01", "2026-11-22"));
        assertEquals(
                ended("2026-11-21"), of("2026-11-21", "2026-12-31", agreement("RXH01", "2026-01-01", "2026-12-31")));
    }

    @Test
    void oneThatBeganTodayOrLaterGoesAway() {
        assertEquals(new Withdrawal.Deleted(), of("2026-11-22", "2026-12-31"));
        assertEquals(new Withdrawal.Deleted(), of("2027-01-01", "2027-12-31"));
    }

    @Test
    void oneThatHasEndedStays() {
        assertEquals(new Withdrawal.Kept(), of("2026-01-01", "2026-11-21"));
    }

    @Test
    void oneWhoseFirstDayIsCorrectedMakesRoom() {
        assertEquals(
                ended("2026-01-31"), of("2026-01-01", "2026-12-31", agreement("KZ016", "2026-02-01", "2026-12-31")));
        assertEquals(
                new Withdrawal.Deleted(),
                of("2026-02-01", "2026-12-31", agreement("KZ016", "2026-01-01", "2026-12-31")));
        assertEquals(
                ended("2026-05-31"), of("2026-01-01", "2026-06-30", agreement("KZ016", "2026-06-01", "2026-12-31")));
    }
}
