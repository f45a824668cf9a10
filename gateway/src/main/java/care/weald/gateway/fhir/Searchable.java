package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a search of a clinical type may ask: {@code search-parameters.json}, which is the contract with record-service.
 *
 * @param parameters their kind by their name
 * @param include what {@code _include} may name, with the type that it leads to
 * @param revInclude what {@code _revinclude} may name, with the type that it comes from
 */
record Searchable(Map<String, String> parameters, Map<String, String> include, Map<String, String> revInclude) {

    /** What every search may have besides: how the answer is made, not what is found. */
    static final List<String> RESULT =
            List.of("_include", "_revinclude", "_sort", "_summary", "_elements", "_total", "_count", "_cursor");

    /** What every type has, under these names too where R4 calls it otherwise. */
    private static final Set<String> COMMON = Set.of("code", "category", "date");

    private static final String TABLE = "/search-parameters.json";

    /** The clinical types. */
    static Map<String, Searchable> types() {
        Map<String, Searchable> types = new TreeMap<>();
        try (InputStream in = Searchable.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing");
            }
            for (Map.Entry<String, JsonNode> type :
                    new ObjectMapper().readTree(in).properties()) {
                JsonNode own = type.getValue();
                types.put(
                        type.getKey(),
                        new Searchable(
                                texts(own.path("parameters")),
                                texts(own.path("include")),
                                texts(own.path("revinclude"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    /** Refuses a parameter or a modifier that is not on the list. */
    void check(Parameters asked) {
        Set<String> own = new HashSet<>(parameters.keySet());
        own.addAll(COMMON);
        asked.without(Set.copyOf(RESULT)).mustBeAmong(own);
    }

    /** The types that a search brings along. A reference that is not on the list is refused. */
    List<String> included(Parameters asked) {
        List<String> types = new ArrayList<>();
        asked.all("_include").forEach(value -> types.add(type(include, value, "_include")));
        asked.all("_revinclude").forEach(value -> types.add(type(revInclude, value, "_revinclude")));
        return types;
    }

    /** {@code Type:parameter}, or with the type that it leads to as a third part. */
    private static String type(Map<String, String> known, String value, String parameter) {
        String[] parts = value.split(":", -1);
        String type = parts.length < 2 ? null : known.get(parts[0] + ":" + parts[1]);
        if (type == null || parts.length > 3) {
            throw new Faulted(Fault.of(Kind.INVALID_PARAMETER).at(parameter), "parameter");
        }
        return type;
    }
}
