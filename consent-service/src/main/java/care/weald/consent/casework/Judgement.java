package care.weald.consent.casework;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A clinician's decision about an objection.
 *
 * @param reason why; of one that is not upheld, the best interests that speak against it (S136)
 * @param scope what is upheld; the whole record for nobody else where it is upheld as a whole
 * @param from when it begins to bite
 * @param until when it ends, that moment not included; absent when it is not known to
 * @param review the day on which it is looked at again
 */
record Judgement(
        Outcome outcome,
        String reason,
        Scope scope,
        Instant from,
        @Nullable Instant until,
        LocalDate review) {

    @Override
    public String toString() {
        return "Judgement[***]";
    }
}
