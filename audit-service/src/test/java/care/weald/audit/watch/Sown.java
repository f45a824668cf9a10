package care.weald.audit.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event to be put into a log for a test: who, where, when, and what differs from a record opened in the usual way.
 *
 * @param planted the misuse it belongs to; empty for the background
 */
record Sown(
        Instant at,
        Staff staff,
        @Nullable UUID person,
        List<UUID> persons,
        String basis,
        String outcome,
        List<String> categories,
        Map<String, Object> facts,
        String request,
        String planted) {

    /** A member of staff, or a service account when the role is empty. */
    record Staff(String organisation, String subject, String role, String client) {

        Staff at(String other) {
            return new Staff(other, subject, role, client);
        }

        Staff with(String other) {
            return new Staff(organisation, subject, role, other);
        }
    }

    /** A record opened by somebody whose organisation holds it. */
    static Sown open(Instant at, Staff staff, UUID person) {
        Map<String, Object> facts = new LinkedHashMap<>(Map.of(
                "interaction",
                "record",
                "client",
                staff.client(),
                "status",
                200,
                "items",
                10,
                "what",
                "$record",
                "holders",
                List.of(staff.organisation()),
                "skew",
                0));
        if (!staff.role().isEmpty()) {
            facts.put("roles", List.of(staff.role()));
        }
        return new Sown(
                at,
                staff,
                person,
                List.of(),
                "source-patient",
                "0",
                List.of("cat-07", "cat-09"),
                facts,
                UUID.randomUUID().toString(),
                "");
    }

    /** A search that showed these people. */
    static Sown search(Instant at, Staff staff, List<UUID> shown) {
        Sown search = open(at, staff, new UUID(0, 0))
                .fact("interaction", "people")
                .fact("what", "Patient")
                .fact("asked", "birthdate&family")
                .fact("items", shown.size());
        return new Sown(at, staff, null, shown, "none", "0", List.of("cat-01"), search.facts, search.request, "");
    }

    Sown fact(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Sown(at, staff, person, persons, basis, outcome, categories, more, request, planted);
    }

    Sown near(String... codes) {
        return fact("near", List.of(codes));
    }

    Sown basis(String other) {
        return new Sown(at, staff, person, persons, other, outcome, categories, facts, request, planted);
    }

    Sown categories(String... codes) {
        return new Sown(at, staff, person, persons, basis, outcome, List.of(codes), facts, request, planted);
    }

    Sown refused(String reason) {
        return new Sown(at, staff, person, persons, "none", "8", List.of(), facts, request, planted)
                .fact("reason", reason)
                .fact("status", 403);
    }

    Sown missing() {
        return new Sown(at, staff, null, persons, "none", "4", List.of(), facts, request, planted).fact("status", 404);
    }

    Sown about(@Nullable UUID other) {
        return new Sown(at, staff, other, persons, basis, outcome, categories, facts, request, planted);
    }

    Sown planted(String rule) {
        return new Sown(at, staff, person, persons, basis, outcome, categories, facts, request, rule);
    }

    Sown later(Duration by) {
        return new Sown(at.plus(by), staff, person, persons, basis, outcome, categories, facts, request, planted);
    }

    String json() {
        return facts.entrySet().stream()
                .map(fact -> "\"" + fact.getKey() + "\":" + json(fact.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Sown::json).collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> "\"" + value + "\"";
        };
    }
}
