package care.weald.identity.staff;

import care.weald.identity.match.Demographics;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for a partner.
 *
 * @param user {@code sub} of the user's access tokens
 * @param about name, address, telephones and NHS number, as the register has them
 * @param manager {@code sub} of the line manager
 * @param started first day, null when it is not told
 * @param ended last day, null when it is not told
 * @param away days off
 */
record StaffMember(
        String user,
        Demographics about,
        @Nullable String manager,
        @Nullable LocalDate started,
        @Nullable LocalDate ended,
        List<Days> away) {

    /** From one day to another, both included; null is without end. */
    record Days(@Nullable LocalDate from, @Nullable LocalDate to) {}

    StaffMember {
        away = List.copyOf(away);
    }

    @Override
    public String toString() {
        return "StaffMember[***]";
    }
}
