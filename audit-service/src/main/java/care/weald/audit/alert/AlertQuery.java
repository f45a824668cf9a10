package care.weald.audit.alert;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which alerts are wanted; a list that is empty means any.
 *
 * @param from what {@code identified} begins with
 * @param until where it ends, not included
 * @param after where the page before ended
 */
record AlertQuery(
        List<String> codes,
        List<String> severities,
        List<String> statuses,
        Instant from,
        Instant until,
        int count,
        Place after) {

    static final int MOST = 100;
    private static final int USUAL = 50;
    private static final Set<String> NAMES = Set.of("code", "severity", "status", "identified", "_count", "_cursor");
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,40}");
    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

    AlertQuery {
        codes = List.copyOf(codes);
        severities = List.copyOf(severities);
        statuses = List.copyOf(statuses);
    }

    /** Where a page ends. */
    record Place(Instant found, UUID id) {

        static final Place START = new Place(ALWAYS, new UUID(-1, -1));

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((found + "/" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Place> of(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", -1);
                return parts.length == 2
                        ? Optional.of(new Place(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** What reading a query gives. */
    sealed interface Asked {

        record Right(AlertQuery query) implements Asked {}

        /** The first parameter at fault, by its name. */
        record Wrong(String name) implements Asked {}
    }

    /** Reads the query's parameters; {@code identified} may be there twice, every other once. */
    static Asked read(Map<String, List<String>> parameters) {
        for (var parameter : parameters.entrySet()) {
            int most = parameter.getKey().equals("identified") ? 2 : 1;
            if (!NAMES.contains(parameter.getKey()) || parameter.getValue().size() > most) {
                return new Asked.Wrong(NAMES.contains(parameter.getKey()) ? parameter.getKey() : "");
            }
        }
        Optional<Place> after = one(parameters, "_cursor").map(Place::of).orElse(Optional.of(Place.START));
        Optional<Integer> count = count(one(parameters, "_count").orElse("" + USUAL));
        for (String name : List.of("code", "severity", "status")) {
            if (!words(parameters, name).stream()
                    .allMatch(word -> WORD.matcher(word).matches())) {
                return new Asked.Wrong(name);
            }
        }
        Optional<Span> span = Span.of(parameters.getOrDefault("identified", List.of()));
        if (after.isEmpty() || count.isEmpty() || span.isEmpty()) {
            return new Asked.Wrong(after.isEmpty() ? "_cursor" : count.isEmpty() ? "_count" : "identified");
        }
        return new Asked.Right(new AlertQuery(
                words(parameters, "code"),
                words(parameters, "severity"),
                words(parameters, "status"),
                span.get().from(),
                span.get().until(),
                count.get(),
                after.get()));
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Optional<Integer> count(String text) {
        return text.matches("[1-9][0-9]{0,4}") ? Optional.of(Math.min(MOST, Integer.parseInt(text))) : Optional.empty();
    }

    /** Codes joined by commas, each perhaps behind its system. */
    private static List<String> words(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.substring(value.lastIndexOf('|') + 1))
                .toList();
    }
}
