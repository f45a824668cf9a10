package care.weald.consent.preference;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody prefers for a service that is none of ours.
 *
 * @param id its id, that of its Consent
 * @param person whose it is
 * @param kind which service it is for
 * @param choice what is preferred, one of the kind's
 * @param origin where, by whom and when it was recorded
 * @param from since when it holds
 * @param until when it ended; null while it holds
 */
record Preference(
        UUID id,
        UUID person,
        Kind kind,
        String choice,
        Origin origin,
        Instant from,
        @Nullable Instant until) {

    /** What the person has set against it. */
    static final String OPTED_OUT = "opted-out";

    /** Which service it is for. */
    enum Kind {
        /** The Summary Care Record: kept and shown, and never enforced here. */
        SUMMARY_CARE_RECORD("summary-care-record-preference", "implied-consent|express-consent|opted-out"),
        /** The national data opt-out: enforced for every use but care (rule {@code national-opt-out}). */
        NATIONAL_DATA("national-data-opt-out", OPTED_OUT);

        private final String code;
        private final String choices;

        Kind(String code, String choices) {
            this.code = code;
            this.choices = choices;
        }

        /** Its code, as the category of Consents. */
        String code() {
            return code;
        }

        /** Whether something can be preferred. */
        boolean offers(String choice) {
            return Arrays.asList(choices.split("\\|", -1)).contains(choice);
        }

        /** The kind of this code; empty for any other word. */
        static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code.equals(code))
                    .findFirst();
        }
    }

    /** As what somebody records it. */
    enum Capacity {
        STAFF,
        FEED,
        CITIZEN,
        PROXY
    }

    /** Where, by whom, as what and when something was recorded. */
    record Origin(String organisation, String subject, Capacity capacity, Instant at) {}

    /** True when it holds at this moment. */
    boolean holdsAt(Instant now) {
        return !from.isAfter(now) && (until == null || until.isAfter(now));
    }

    @Override
    public String toString() {
        return "Preference[***]";
    }
}
