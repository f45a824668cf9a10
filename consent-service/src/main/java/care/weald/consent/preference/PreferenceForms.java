package care.weald.consent.preference;

import care.weald.consent.decision.Reading;
import care.weald.consent.form.Form;
import care.weald.consent.preference.Preference.Kind;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Parameters of what is done with preferences. */
final class PreferenceForms {

    private static final String KIND = "kind";
    private static final String CHOICE = "choice";
    private static final String FROM = "from";
    private static final Pattern KINDS = Pattern.compile("summary-care-record-preference|national-data-opt-out");
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,40}");

    private PreferenceForms() {}

    /** What is to be recorded. */
    record Recording(Kind kind, String choice, Instant from) {}

    /** A preference that holds from now on, or has held since {@code from}. */
    static Reading<Recording> recording(@Nullable String body, Instant now) {
        return Form.read(body, Set.of(KIND, CHOICE, FROM), form -> {
            Kind kind = Kind.of(form.word(KIND, KINDS)).orElse(Kind.SUMMARY_CARE_RECORD);
            String choice = form.word(CHOICE, WORD);
            Instant from = form.moment(FROM).orElse(now);
            if (!kind.offers(choice)) {
                form.fault(CHOICE);
            }
            if (from.isAfter(now)) {
                form.fault(FROM);
            }
            return new Recording(kind, choice, from);
        });
    }

    /** Which kind is withdrawn. */
    static Reading<Kind> withdrawing(@Nullable String body) {
        return Form.read(
                body, Set.of(KIND), form -> Kind.of(form.word(KIND, KINDS)).orElse(Kind.SUMMARY_CARE_RECORD));
    }
}
