package care.weald.audit.accesslog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Codes in plain words, from the table that the console has too and the code system of the categories. */
final class Words {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode table;
    private final Map<String, String> categories = new HashMap<>();

    private Words(JsonNode table, JsonNode system) {
        this.table = table;
        system.path("concept")
                .forEach(concept -> categories.put(
                        concept.path("code").asText(), concept.path("display").asText()));
    }

    /** The words of this build. */
    static Words read() {
        return new Words(resource("/console/words.json"), resource("/information-category.json"));
    }

    private static JsonNode resource(String name) {
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A job role with its article, "a doctor"; empty for a code that has no words. */
    String role(String code) {
        String name = table.path("roles").path(code).asText("");
        if (name.isEmpty()) {
            return "";
        }
        boolean vowel = "aeiou".indexOf(name.toLowerCase(Locale.ROOT).charAt(0)) >= 0;
        return (vowel ? "an " : "a ") + name;
    }

    /** Why, to the person: "to give you care"; empty for a code that has no words. */
    String purpose(String code) {
        return table.path("purposes").path(code).path("you").asText("");
    }

    /** What was done, to the person: "opened your record". */
    String interaction(String code) {
        return orOther("interactions", code);
    }

    /** Why it was refused, to the person. */
    String refusal(String code) {
        return orOther("refusals", code);
    }

    private String orOther(String kind, String code) {
        JsonNode kinds = table.path(kind);
        return kinds.path(kinds.has(code) ? code : "").path("you").asText();
    }

    /** A category, or the category of a facet; the code itself when it has no words. */
    String category(String code) {
        return categories.getOrDefault(code.split("/", 2)[0], code);
    }
}
