package care.weald.consent.form;

import care.weald.consent.decision.Body;
import care.weald.consent.decision.Reading;
import care.weald.consent.platform.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * FHIR Parameters, read strictly: none that is not known, none twice that may be there once, no value of another type.
 * The first fault is kept and named by its parameter, never by its value.
 */
public final class Form {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 4_000;

    /** The form of an organisation's ODS code. */
    public static final Pattern ODS = Pattern.compile("[A-Z0-9]{3,10}");

    private static final List<String> TEXTS = List.of("valueString", "valueCode", "valueId");

    private final Map<String, List<JsonNode>> given = new LinkedHashMap<>();
    private @Nullable String wrong;

    private Form() {}

    /** Reads {@code body} by {@code reader}, which asks for the parameters that it wants. */
    public static <T> Reading<T> read(@Nullable String body, Set<String> names, Function<Form, T> reader) {
        return Body.object(body, Set.of("resourceType", "id", "meta", "parameter"))
                .then(node -> new Form().taking(node, names).finish(reader));
    }

    private Form taking(JsonNode node, Set<String> names) {
        if (!node.path("resourceType").asText().equals("Parameters")) {
            fault("resourceType");
        }
        for (JsonNode parameter : node.path("parameter")) {
            String name = parameter.path("name").asText("");
            if (!names.contains(name) || parameter.size() != 2) {
                fault(names.contains(name) ? name : "parameter");
            }
            given.computeIfAbsent(name, none -> new ArrayList<>()).add(parameter);
        }
        return this;
    }

    private <T> Reading<T> finish(Function<Form, T> reader) {
        if (wrong == null) {
            T value = reader.apply(this);
            if (wrong == null) {
                return new Reading.Read<>(value);
            }
        }
        return new Reading.Wrong<>(Problem.of(Problem.Kind.INVALID_CONTENT, "A parameter is missing or not valid")
                .with("place", wrong));
    }

    /** Marks the parameter {@code name} as wrong; the first one that is told stays. */
    public void fault(String name) {
        if (wrong == null) {
            wrong = name;
        }
    }

    /** A text of 10 to 4,000 characters that MUST be there. */
    public String words(String name) {
        String text = text(name).orElse("").strip();
        int length = text.codePointCount(0, text.length());
        boolean readable = text.codePoints().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        if (length < SHORTEST || length > LONGEST || !readable) {
            fault(name);
        }
        return text;
    }

    /** A word that may be there. */
    public Optional<String> text(String name) {
        return one(name).map(parameter -> string(name, parameter));
    }

    /** The words that are there under a name, each of a form. */
    public Set<String> several(String name, Pattern form) {
        Set<String> found = new TreeSet<>();
        for (JsonNode parameter : given.getOrDefault(name, List.of())) {
            String word = string(name, parameter);
            if (!form.matcher(word).matches() || !found.add(word)) {
                fault(name);
            }
        }
        return found;
    }

    /** True or false; false when it is not there. */
    public boolean flag(String name) {
        return one(name)
                .map(parameter -> {
                    if (!parameter.path("valueBoolean").isBoolean()) {
                        fault(name);
                    }
                    return parameter.path("valueBoolean").asBoolean();
                })
                .orElse(false);
    }

    /** A day that may be there. */
    public Optional<LocalDate> day(String name) {
        return parsed(name, "valueDate", LocalDate::parse);
    }

    /** A moment that may be there, with its offset from UTC. */
    public Optional<Instant> moment(String name) {
        return parsed(name, "valueDateTime", text -> OffsetDateTime.parse(text).toInstant());
    }

    private <T> Optional<T> parsed(String name, String type, Function<String, T> parser) {
        return one(name).flatMap(parameter -> {
            try {
                return Optional.of(parser.apply(parameter.path(type).asText("")));
            } catch (DateTimeException e) {
                fault(name);
                return Optional.empty();
            }
        });
    }

    private String string(String name, JsonNode parameter) {
        return TEXTS.stream()
                .map(parameter::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElseGet(() -> {
                    fault(name);
                    return "";
                });
    }

    private Optional<JsonNode> one(String name) {
        List<JsonNode> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            fault(name);
        }
        return values.stream().findFirst();
    }

    /** A word that MUST be there, of this form. */
    public String word(String name, Pattern form) {
        String word = text(name).orElse("");
        if (!form.matcher(word).matches()) {
            fault(name);
        }
        return word;
    }

    /** An id that may be there. */
    public Optional<UUID> id(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                fault(name);
                return Optional.empty();
            }
        });
    }
}
