package care.weald.record.quality;

import care.weald.record.item.Crockford;
import care.weald.record.quality.FaultRepository.Place;
import care.weald.record.search.BadParameter;
import care.weald.record.search.Values;
import care.weald.record.structure.Span;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of reports and work lists. */
final class QualityQuery {

    private static final Pattern ORGANISATION = Pattern.compile(
            "(Organization/|https://fhir\\.nhs\\.uk/Id/ods-organization-code\\|)?(?<code>[A-Z0-9]{3,10})");
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})-([0-9a-z]{26})");
    private static final int MOST = 100;
    private static final int USUAL = 25;

    private final MultivaluedMap<String, String> parameters;

    private QualityQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The parameters, each of {@code known} at most once and no other. */
    static QualityQuery of(MultivaluedMap<String, String> parameters, Set<String> known) {
        parameters.forEach((name, values) -> {
            if (!known.contains(name) || values.size() > 1) {
                throw new BadParameter(name, "There is no such parameter here, or it may come once");
            }
        });
        return new QualityQuery(parameters);
    }

    /** An ODS code, by itself, as {@code Organization/KZ016}, or with its system. */
    Optional<String> organisation(String name) {
        return given(name).map(value -> {
            var matcher = ORGANISATION.matcher(value);
            if (!matcher.matches()) {
                throw new BadParameter(name, "The value is an ODS code");
            }
            return matcher.group("code");
        });
    }

    /** The year, month or day that is asked about. */
    Optional<Span> period() {
        return given("period")
                .map(value -> Span.date(value)
                        .orElseThrow(() -> new BadParameter("period", "The value is a year, a month or a day")));
    }

    /** Whether what was put right is asked for, and not what is open. */
    boolean isClosed() {
        String status = given("status").orElse("requested");
        if (!Set.of("requested", "completed").contains(status)) {
            throw new BadParameter("status", "The value is requested or completed");
        }
        return "completed".equals(status);
    }

    /** How many items a page has. */
    int count() {
        return given("_count")
                .map(value -> Values.number("_count", value, 1, MOST))
                .orElse(USUAL);
    }

    /** Where the last page ended. */
    Optional<Place> after() {
        return given("_cursor").map(value -> {
            var matcher = CURSOR.matcher(value);
            if (!matcher.matches()) {
                throw new BadParameter("_cursor", "This is no cursor");
            }
            return new Place(
                    Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                    Crockford.decode(matcher.group(2))
                            .orElseThrow(() -> new BadParameter("_cursor", "This is no cursor")));
        });
    }

    /** A place as a cursor. */
    static String cursor(Place place) {
        return place.at().toEpochMilli() + "-" + Crockford.encode(place.item());
    }

    private Optional<String> given(String name) {
        @Nullable String value = parameters.getFirst(name);
        return Optional.ofNullable(value);
    }
}
