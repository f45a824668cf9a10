package care.weald.consent.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said when an objection is lodged.
 *
 * @param reason why, in the citizen's words
 * @param onBehalf who objects
 * @param authority what gives somebody else the right to; empty when the citizen objects
 * @param scope what the objection is to reach
 * @param interim whether sharing is to be held back until it is decided (UK GDPR Article 18(1)(d))
 */
record Lodging(String reason, OnBehalf onBehalf, String authority, Scope scope, boolean interim) {

    /** Who objects: the citizen, or somebody who may for the citizen. */
    enum OnBehalf {
        SELF,
        /** For a child. */
        PARENT,
        CARER,
        /** Under a lasting power of attorney. */
        ATTORNEY,
        /** Appointed by the Court of Protection. */
        DEPUTY;

        /** The word in requests and answers. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<OnBehalf> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    @Override
    public String toString() {
        return "Lodging[***]";
    }
}
