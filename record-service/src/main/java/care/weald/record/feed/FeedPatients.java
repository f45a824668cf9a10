package care.weald.record.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/** Whom a message is about: the source patients of the person token, by each string that the message names them by. */
record FeedPatients(Map<String, UUID> byReference) {

    FeedPatients {
        byReference = Map.copyOf(byReference);
    }

    static FeedPatients none() {
        return new FeedPatients(Map.of());
    }

    /** Reads a verified person token; empty when it is not for this organisation, or cannot be understood. */
    static Optional<FeedPatients> from(JwtClaims claims, String organisation) {
        if (!organisation.equals(claims.getClaimValue("sub"))
                || !(claims.getClaimValue("source_patients") instanceof List<?> patients)) {
            return Optional.empty();
        }
        Map<String, UUID> found = new HashMap<>();
        try {
            for (Object one : patients) {
                if (!(one instanceof Map<?, ?> map)
                        || !organisation.equals(map.get("organization"))
                        || !(map.get("patient") instanceof String patient)
                        || !(map.get("references") instanceof List<?> references)) {
                    return Optional.empty();
                }
                UUID id = UUID.fromString(patient);
                if (!references.stream().allMatch(reference -> leads(found, String.valueOf(reference), id))) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new FeedPatients(found));
    }

    /** The same to be kept, as JSON. */
    byte[] toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        byReference.forEach((reference, patient) -> json.put(reference, patient.toString()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #toJson} wrote. */
    static FeedPatients parse(byte[] json) {
        try {
            Map<String, UUID> found = new HashMap<>();
            Json.AGAIN
                    .readTree(json)
                    .properties()
                    .forEach(member -> found.put(
                            member.getKey(), UUID.fromString(member.getValue().textValue())));
            return new FeedPatients(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that {@code reference} leads to {@code id}; false when it leads to another already. */
    private static boolean leads(Map<String, UUID> found, String reference, UUID id) {
        return id.equals(found.computeIfAbsent(reference, name -> id));
    }

    Optional<UUID> named(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    @Override
    public String toString() {
        return "FeedPatients[***]";
    }
}
