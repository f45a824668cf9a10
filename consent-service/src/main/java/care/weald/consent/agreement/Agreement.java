package care.weald.consent.agreement;

import java.time.LocalDate;
import java.util.Set;

/**
 * One organisation's agreement. It holds from the start of its first day to the end of its last, Europe/London.
 *
 * @param organisation ODS code
 * @param name the organisation's name
 * @param type what was signed
 * @param purposes purposes of use (v3-ActReason) that it covers
 * @param feeds whether the organisation's systems may send feeds
 * @param processor true for a data processor, which never reads
 * @param excludedCategories information categories that it leaves out; a partner can only tighten the matrix
 * @param from first day
 * @param to last day
 */
public record Agreement(
        String organisation,
        String name,
        Type type,
        Set<String> purposes,
        boolean feeds,
        boolean processor,
        Set<String> excludedCategories,
        LocalDate from,
        LocalDate to) {

    /** What an organisation that has no agreement has: nothing, on no day. */
    public static final Agreement NONE =
            new Agreement("", "", Type.DPA, Set.of(), false, true, Set.of(), LocalDate.MAX, LocalDate.MIN);

    /** The kinds of agreement: Joint Controllers Agreement, Data Processing Agreement. */
    public enum Type {
        JCA,
        DPA
    }

    public Agreement {
        purposes = Set.copyOf(purposes);
        excludedCategories = Set.copyOf(excludedCategories);
    }

    /** What tells it apart. */
    AgreementId id() {
        return new AgreementId(organisation, from);
    }

    /** True on each day from the first to the last, both included. */
    public boolean isLiveOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** True when both hold on at least one same day for the same organisation. */
    boolean overlaps(Agreement other) {
        return organisation.equals(other.organisation) && !from.isAfter(other.to) && !other.from.isAfter(to);
    }
}
