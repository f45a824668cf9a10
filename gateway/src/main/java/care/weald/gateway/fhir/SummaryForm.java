package care.weald.gateway.fhir;

import care.weald.gateway.platform.Format;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of a patient summary: FHIR JSON, FHIR XML, and a page to read. */
enum SummaryForm {
    JSON(Format.JSON),
    XML(Format.XML),
    PAGE(Format.JSON);

    private final Format format;

    SummaryForm(Format format) {
        this.format = format;
    }

    /** The form in which its document is taken from the services. */
    Format format() {
        return format;
    }

    /**
     * The form that is wanted: by {@code _format}, else by an {@code Accept} that names one, else by the
     * {@code Content-Type} of a GET, as NHS England's draft has it, else JSON; empty when it is none of these.
     *
     * @param contentType that of a GET; null for any other method, where it is about the body
     */
    static Optional<SummaryForm> wanted(
            @Nullable String accept, @Nullable String parameter, @Nullable String contentType) {
        if (parameter != null) {
            return of(parameter.replace(' ', '+'));
        }
        if (accept != null && !accept.isBlank() && !isAny(accept)) {
            return accepted(accept);
        }
        return contentType == null || contentType.isBlank() ? Optional.of(JSON) : of(contentType);
    }

    private static boolean isAny(String accept) {
        String range = type(accept);
        return range.equals("*/*") && accept.indexOf(',') < 0;
    }

    /** The best of the ranges, the first where several are as good. */
    private static Optional<SummaryForm> accepted(String accept) {
        SummaryForm best = null;
        double quality = 0;
        for (String range : accept.split(",", 20)) {
            Optional<SummaryForm> form = of(range);
            double weight = Format.weight(range);
            if (form.isPresent() && weight > quality) {
                best = form.get();
                quality = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<SummaryForm> of(String mediaType) {
        return switch (type(mediaType)) {
            case "html", "text/html", "application/xhtml+xml", "text/*" -> Optional.of(PAGE);
            default -> Format.of(mediaType).map(format -> format == Format.XML ? XML : JSON);
        };
    }

    private static String type(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }
}
