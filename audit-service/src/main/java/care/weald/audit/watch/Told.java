package care.weald.audit.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers about what is watched, each with what it discloses for the event that tells of its reading. */
public final class Told {

    private Told() {}

    /** FHIR content that shows {@code items}, and perhaps a person. */
    public static Response fhir(ObjectNode content, int items, Optional<UUID> person) {
        return answer(
                "application/fhir+json", content, items, person.map(List::of).orElse(List.of()));
    }

    /** Other content. */
    public static Response json(ObjectNode content, int items, Collection<UUID> persons) {
        return answer("application/json", content, items, persons);
    }

    private static Response answer(String type, ObjectNode content, int items, Collection<UUID> persons) {
        return Response.ok(content.toString())
                .type(type)
                .header("Weald-Disclosure", disclosure(items, persons))
                .build();
    }

    /** The {@code Weald-Disclosure} of so many items about these people. */
    public static String disclosure(int items, Collection<UUID> persons) {
        ObjectNode disclosure = JsonNodeFactory.instance.objectNode();
        disclosure.putArray("categories");
        disclosure.put("items", items).put("withheld", 0).putArray("organisations");
        if (!persons.isEmpty()) {
            ArrayNode named = disclosure.putArray("persons");
            persons.stream().distinct().forEach(person -> named.add(person.toString()));
        }
        return disclosure.toString();
    }
}
