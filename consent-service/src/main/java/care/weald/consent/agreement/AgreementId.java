package care.weald.consent.agreement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells agreements apart: an organisation has at most one that begins on a day. As text {@code KZ016-20260101},
 * which is a FHIR id and stays the same however the agreement changes.
 *
 * @param organisation ODS code
 * @param from first day
 */
record AgreementId(String organisation, LocalDate from) {

    /** Comes before every other in the order of organisation and first day. */
    static final AgreementId FIRST = new AgreementId("", LocalDate.EPOCH);

    private static final Pattern FORM = Pattern.compile("([A-Z0-9]{3,10})-([0-9]{8})");

    /** The id that {@code text} is; empty when it cannot be one. */
    static Optional<AgreementId> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate from = LocalDate.parse(form.group(2), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(new AgreementId(form.group(1), from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As text. */
    String text() {
        return organisation + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(from);
    }
}
