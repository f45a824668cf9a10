package care.weald.consent.decision;

import java.util.Collection;
import java.util.Set;

/** Purposes of use (v3-ActReason), by what they are to the person whose record it is (S117, S130, S146, S164 to S166). */
public final class Purposes {

    /** Care, and what citizens ask for themselves: no national data opt-out bears on them. */
    private static final Set<String> OF_CARE = Set.of("TREAT", "ETREAT", "COC", "BTG", "PATRQT");

    /**
     * What data of many people may be for: public health, research, quality of care, safety of patients, performance of
     * services, running the health system. There is no commercial one, and whatever is not here is refused.
     */
    private static final Set<String> OF_EGRESS =
            Set.of("PUBHLTH", "HRESCH", "HQUALIMP", "PATSFTY", "PERFMSR", "HSYSADMIN");

    private Purposes() {}

    /** Whether all of these are care or the citizen's own. */
    static boolean areOfCare(Collection<String> purposes) {
        return OF_CARE.containsAll(purposes);
    }

    /** Whether data of many people may leave for this purpose, under an agreement. */
    public static boolean isOfEgress(String purpose) {
        return OF_EGRESS.contains(purpose);
    }
}
