package care.weald.record.summary;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a summary is made of.
 *
 * @param entries in the order in which they are listed
 * @param directory entries of the directory, by reference
 * @param leftOut as in {@link Stored}
 * @param knownToSocialCare as in {@link Stored}
 */
record Found(
        List<Entry> entries, Map<String, JsonNode> directory, Map<Section, Long> leftOut, boolean knownToSocialCare) {

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    Found {
        entries = List.copyOf(entries);
        directory = Map.copyOf(directory);
        leftOut = Map.copyOf(leftOut);
    }

    /** Reads what was stored. CPU work: not for an event loop. */
    static Found read(Stored stored) {
        Map<String, String> sources = new HashMap<>();
        stored.organisations()
                .forEach((code, json) ->
                        sources.put(code, parse(json).path("name").asText(code)));
        List<Entry> entries = stored.items().stream()
                .map(item -> new Entry(
                        item.shown(),
                        item.section(),
                        parse(item.shown().json().getBytes()),
                        sources.getOrDefault(
                                item.shown().organisation(), item.shown().organisation())))
                .toList();
        Map<String, JsonNode> directory = new HashMap<>();
        stored.directory().forEach((reference, json) -> directory.put(reference, parse(json)));
        return new Found(entries, directory, stored.leftOut(), stored.knownToSocialCare());
    }

    /** Reads a resource, its decimals as they are written. */
    static JsonNode parse(byte[] json) {
        try {
            return EXACT.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
