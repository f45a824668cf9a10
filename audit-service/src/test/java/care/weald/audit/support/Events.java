package care.weald.audit.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Events as the gateway posts them. */
public final class Events {

    private Events() {}

    /** A UUIDv7 (RFC 9562 section 5.7) of now. */
    public static UUID uuid7() {
        long random = ThreadLocalRandom.current().nextLong();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | (random & 0xfff);
        return new UUID(high, (ThreadLocalRandom.current().nextLong() >>> 2) | 0x8000000000000000L);
    }

    /** A read that was answered. */
    public static Map<String, Object> read(UUID id) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "id", id.toString(),
                "type", "rest",
                "subtype", "read",
                "action", "R",
                "outcome", "0",
                "method", "GET",
                "path", "Observation/abc.def",
                "requestId", UUID.randomUUID().toString(),
                "recorded", "2026-11-22T00:00:00Z",
                "remote", "192.0.2.7"));
        event.put("status", 200);
        event.put("bodyHash", "ab".repeat(32));
        event.put(
                "disclosure",
                Map.of("categories", List.of("cat-09"), "items", 12, "withheld", 3, "organisations", List.of("KZ016")));
        return event;
    }

    /** A search that was answered. */
    public static Map<String, Object> search(UUID id) {
        Map<String, Object> event = read(id);
        event.putAll(Map.of(
                "subtype", "search", "action", "E", "path", "Observation", "query", "code=http://loinc.org|718-7"));
        return event;
    }

    /** A search that showed these people. */
    public static Map<String, Object> people(UUID id, List<UUID> persons) {
        Map<String, Object> event = search(id);
        event.putAll(Map.of("path", "Patient", "query", "family&birthdate"));
        event.put(
                "disclosure",
                Map.of(
                        "categories",
                        List.of("cat-01"),
                        "items",
                        persons.size(),
                        "persons",
                        persons.stream().map(UUID::toString).toList()));
        return event;
    }

    /** A request that was refused. */
    public static Map<String, Object> refusal(UUID id) {
        Map<String, Object> event = read(id);
        event.putAll(Map.of("outcome", "8", "status", 403, "bodyHash", ""));
        event.remove("disclosure");
        return event;
    }
}
