package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;

/** What tracing has found, less whoever the caller may not know of: the bytes are those of a search without them. */
final class Traced {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Traced() {}

    /** {@code found} with nobody in it but {@code known}. */
    static Content only(Set<String> known, Content found) {
        Disclosure all = found.disclosure();
        if (known.containsAll(all.persons())) {
            return found;
        }
        Disclosure told = known.isEmpty()
                ? new Disclosure(Set.of(), 0, all.items(), Set.of(), Set.of())
                : new Disclosure(
                        all.categories(), known.size(), all.items() - known.size(), all.organisations(), known);
        return found.as(without(known, found.json()), told);
    }

    private static byte[] without(Set<String> known, byte[] json) {
        if (!(read(json) instanceof ObjectNode bundle)) {
            throw Faulted.unavailable(Services.IDENTITY, "incomplete-answer");
        }
        int shown = 0;
        Iterator<JsonNode> entries = bundle.path("entry").elements();
        while (entries.hasNext()) {
            JsonNode resource = entries.next().path("resource");
            if (resource.path("resourceType").asText().equals("Patient")) {
                if (known.contains(resource.path("id").asText())) {
                    shown++;
                } else {
                    entries.remove();
                }
            }
        }
        if (bundle.path("entry").isEmpty()) {
            JsonNode _ = bundle.remove("entry");
        }
        bundle.put("total", shown);
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw Faulted.unavailable(Services.IDENTITY, "incomplete-answer");
        }
    }
}
