package care.weald.gateway.platform;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of a FHIR body (FHIR R4 section 3.1.0.1.11). */
public enum Format {
    JSON("application/fhir+json;charset=utf-8"),
    XML("application/fhir+xml;charset=utf-8");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The content type of answers. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The form an answer is wanted in: {@code _format} before {@code Accept}, JSON where either will do; empty when
     * neither form is acceptable.
     */
    public static Optional<Format> wanted(@Nullable String accept, @Nullable String parameter) {
        if (parameter != null) {
            return of(parameter.replace(' ', '+'));
        }
        if (accept == null || accept.isBlank()) {
            return Optional.of(JSON);
        }
        Format best = null;
        double quality = 0;
        for (String range : accept.split(",", 20)) {
            Optional<Format> format = of(range);
            double weight = weight(range);
            if (format.isPresent() && weight > quality) {
                best = format.get();
                quality = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The form of a body with this content type; empty for any other type. */
    public static Optional<Format> of(String mediaType) {
        int end = mediaType.indexOf(';');
        String type = (end < 0 ? mediaType : mediaType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "json", "application/fhir+json", "application/json", "text/json", "application/*", "*/*", "*" ->
                Optional.of(JSON);
            case "xml", "application/fhir+xml", "application/xml", "text/xml" -> Optional.of(XML);
            default -> Optional.empty();
        };
    }

    /** How much an {@code Accept} range is wanted: its {@code q}. */
    public static double weight(String range) {
        int at = range.indexOf("q=");
        if (at < 0) {
            return 1;
        }
        try {
            int end = range.indexOf(';', at);
            return Double.parseDouble(
                    range.substring(at + 2, end < 0 ? range.length() : end).trim());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
