package care.weald.consent.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the audit trail says was answered.
 *
 * @param decision the id of the decision that it rested on; empty when the trail does not say
 * @param persons the ids of those it was about
 * @param categories the information categories that were shown
 * @param items how many items were
 */
record Disclosed(
        UUID event,
        Instant at,
        String organisation,
        String basis,
        String interaction,
        String decision,
        List<UUID> persons,
        Set<String> categories,
        int items) {

    private static final Set<String> OF_RECORD = Set.of("demographics", "read", "search", "record", "everything");
    private static final Set<String> OF_IDENTITY = Set.of("demographics", "people");
    private static final String DEMOGRAPHICS = "cat-01";

    Disclosed {
        persons = List.copyOf(persons);
        categories = Set.copyOf(categories);
    }

    /** Reads an answer of audit-service. */
    static Disclosed read(JsonNode json) {
        return new Disclosed(
                UUID.fromString(json.path("event").asText()),
                Instant.parse(json.path("at").asText()),
                json.path("organisation").asText(),
                json.path("basis").asText(),
                json.path("interaction").asText(),
                json.path("decision").asText(""),
                json.path("persons")
                        .valueStream()
                        .map(one -> UUID.fromString(one.asText()))
                        .toList(),
                json.path("categories").valueStream().map(JsonNode::asText).collect(Collectors.toSet()),
                json.path("items").asInt());
    }

    /** True when something of a record, or who somebody is, was shown. */
    boolean shows() {
        return (isOfRecord() || interaction.equals("people")) && (items > 0 || !categories.isEmpty());
    }

    /** True when it was a record that was asked for, by a decision that consent-service keeps. */
    boolean isOfRecord() {
        return OF_RECORD.contains(interaction);
    }

    /** The categories that were shown, who somebody is among them. */
    Set<String> shown() {
        Set<String> all = new TreeSet<>(categories);
        if (OF_IDENTITY.contains(interaction)) {
            all.add(DEMOGRAPHICS);
        }
        return all;
    }

    @Override
    public String toString() {
        return "Disclosed[***]";
    }
}
