package care.weald.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of one JSON object, each asked for by name and type. A fault is thrown and caught by the reader. */
final class Members {

    private final JsonNode object;
    private final String prefix;

    /** The members of {@code object}, which may be those {@code known} and no others. */
    Members(JsonNode object, String prefix, Set<String> known) {
        this.object = object;
        this.prefix = prefix;
        for (var member : object.properties()) {
            if (!known.contains(member.getKey())) {
                throw new Unfit(prefix.replaceAll("[.]$", ""), "has a member that is not known");
            }
        }
    }

    /** Ends the reading at a fault; never leaves the reader. */
    static final class Unfit extends RuntimeException {

        private final String place;
        private final String detail;

        Unfit(String place, String detail) {
            super(detail, null, false, false);
            this.place = place;
            this.detail = detail;
        }

        String place() {
            return place;
        }

        String detail() {
            return detail;
        }
    }

    Unfit unfit(String name, String detail) {
        return new Unfit(prefix + name, detail);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String text(String name, int longest) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw unfit(name, "must be a string");
        }
        if (value.textValue().length() > longest) {
            throw unfit(name, "is longer than " + longest + " characters");
        }
        return value.textValue();
    }

    String matching(String name, Pattern pattern) {
        String value = text(name, 256);
        if (!pattern.matcher(value).matches()) {
            throw unfit(name, "must have its fixed form");
        }
        return value;
    }

    String oneOf(String name, Set<String> codes) {
        String value = text(name, 256);
        if (!codes.contains(value)) {
            throw unfit(name, "must be one of the known codes");
        }
        return value;
    }

    int number(String name, int least, int most) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw unfit(name, "must be a whole number");
        }
        if (value.intValue() < least || value.intValue() > most) {
            throw unfit(name, "must be between " + least + " and " + most);
        }
        return value.intValue();
    }

    List<String> texts(String name, int most, Pattern pattern) {
        JsonNode values = object.path(name);
        if (!values.isArray() || values.size() > most) {
            throw unfit(name, "must be an array of at most " + most);
        }
        List<String> texts = new ArrayList<>(values.size());
        for (JsonNode value : values) {
            if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
                throw unfit(name + "[" + texts.size() + "]", "must be a string of the fixed form");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    Members object(String name, Set<String> known) {
        JsonNode value = object.path(name);
        if (!value.isObject()) {
            throw unfit(name, "must be an object");
        }
        return new Members(value, prefix + name + ".", known);
    }
}
