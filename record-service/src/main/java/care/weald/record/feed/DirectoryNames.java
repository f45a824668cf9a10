package care.weald.record.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a directory entry is found by when somebody types a name: whole names and their words, lower case. */
record DirectoryNames(List<String> words) {

    private static final int LONGEST = 200;

    DirectoryNames {
        words = List.copyOf(words);
    }

    static DirectoryNames of(ObjectNode resource) {
        Set<String> words = new LinkedHashSet<>();
        JsonNode name = resource.path("name");
        if (name.isTextual()) {
            add(words, name.textValue());
        }
        for (JsonNode one : name) {
            add(words, one.path("text").asText(""));
            add(words, one.path("family").asText(""));
            one.path("given").forEach(given -> add(words, given.asText("")));
        }
        resource.path("alias").forEach(alias -> add(words, alias.asText("")));
        resource.path("code")
                .path("coding")
                .forEach(coding -> add(words, coding.path("display").asText("")));
        return new DirectoryNames(List.copyOf(words));
    }

    private static void add(Set<String> words, String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        if (!lower.isEmpty() && lower.length() <= LONGEST) {
            words.add(lower);
            words.addAll(List.of(lower.split("\\s+")));
        }
    }
}
