package care.weald.identity.steward;

import care.weald.identity.steward.Outcome.Merged;
import care.weald.identity.steward.Outcome.Unlinked;
import care.weald.identity.steward.Standing.Source;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was answered, as it is kept with the action, so that the same request is answered in the same words. */
final class KeptAnswer {

    private KeptAnswer() {}

    static ObjectNode of(Merged merged) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        ArrayNode moved = kept.putArray("moved");
        merged.moved()
                .forEach(source ->
                        moved.addObject().put("id", source.id().toString()).put("organisation", source.organisation()));
        return kept;
    }

    static ObjectNode of(Unlinked unlinked) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        ObjectNode result = kept.putObject("result");
        unlinked.persons().forEach((person, sources) -> {
            ArrayNode linked = result.putArray(person.toString());
            sources.forEach(source -> linked.add(source.toString()));
        });
        ArrayNode organisations = kept.putArray("organisations");
        unlinked.organisations().forEach(organisations::add);
        return kept;
    }

    /** The merge of {@code source} into {@code target} that {@code kept} was made of. */
    static Merged merged(UUID source, UUID target, JsonNode kept) {
        return new Merged(
                source,
                target,
                kept.path("moved")
                        .valueStream()
                        .map(one -> new Source(
                                UUID.fromString(one.path("id").asText()),
                                one.path("organisation").asText()))
                        .toList(),
                false);
    }

    /** The unlink that {@code kept} was made of. */
    static Unlinked unlinked(JsonNode kept) {
        Map<UUID, Set<UUID>> persons = kept.path("result")
                .propertyStream()
                .collect(Collectors.toMap(
                        person -> UUID.fromString(person.getKey()),
                        person -> person.getValue()
                                .valueStream()
                                .map(source -> UUID.fromString(source.asText()))
                                .collect(Collectors.toUnmodifiableSet())));
        Set<String> organisations =
                kept.path("organisations").valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
        return new Unlinked(persons, organisations);
    }
}
