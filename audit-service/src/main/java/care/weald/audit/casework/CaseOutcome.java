package care.weald.audit.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a case came to. */
enum CaseOutcome {
    JUSTIFIED,
    TRAINING,
    REFERRED_TO_EMPLOYER,
    BREACH_REPORTED;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<CaseOutcome> of(String code) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.code().equals(code))
                .findFirst();
    }
}
