package care.weald.consent.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a clinician decides about an objection (S143, S145). */
enum Outcome {
    /** Nothing is shared with anybody but whom it excepts. */
    UPHELD,
    /** Some categories, or for a time, or with some organisations excepted. */
    UPHELD_IN_PART,
    /** Sharing goes on, for a stated reason: safe individual care would else not be possible (S136, S140). */
    NOT_UPHELD;

    /** The word in requests and answers. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Outcome> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
