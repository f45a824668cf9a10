package care.weald.audit.casework;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which cases are wanted.
 *
 * @param states none for all
 * @param owner empty for anybody's
 * @param after where the page before ended
 */
record CaseQuery(List<String> states, String owner, int count, Place after) {

    private static final int MOST = 50;
    private static final Set<String> NAMES = Set.of("status", "owner", "_count", "_cursor");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9@._:-]{1,128}");
    private static final Map<String, String> STATES = Map.of(
            "requested", "opened",
            "in-progress", "assigned",
            "on-hold", "following-up",
            "completed", "closed");

    CaseQuery {
        states = List.copyOf(states);
    }

    /** Where a page ends. */
    record Place(Instant opened, UUID id) {

        static final Place START = new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((opened + "/" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Place> of(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", -1);
                return parts.length == 2
                        ? Optional.of(new Place(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** What reading a query gives. */
    sealed interface Asked {

        record Right(CaseQuery query) implements Asked {}

        /** The first parameter at fault, by its name. */
        record Wrong(String name) implements Asked {}
    }

    /** Reads the query's parameters, each once. {@code owner=me} is the one who asks. */
    static Asked read(Map<String, List<String>> parameters, String me) {
        for (var parameter : parameters.entrySet()) {
            if (!NAMES.contains(parameter.getKey()) || parameter.getValue().size() != 1) {
                return new Asked.Wrong(NAMES.contains(parameter.getKey()) ? parameter.getKey() : "");
            }
        }
        List<String> states = new ArrayList<>();
        for (String status :
                one(parameters, "status").map(value -> value.split(",", -1)).orElse(new String[0])) {
            if (!STATES.containsKey(status)) {
                return new Asked.Wrong("status");
            }
            states.add(STATES.getOrDefault(status, ""));
        }
        String owner = one(parameters, "owner")
                .map(value -> value.substring(value.lastIndexOf('|') + 1))
                .map(value -> value.equals("me") ? me : value)
                .orElse("");
        Optional<Place> after = one(parameters, "_cursor").map(Place::of).orElse(Optional.of(Place.START));
        String count = one(parameters, "_count").orElse("" + MOST);
        if (!owner.isEmpty() && !USER.matcher(owner).matches()) {
            return new Asked.Wrong("owner");
        }
        if (after.isEmpty() || !count.matches("[1-9][0-9]{0,4}")) {
            return new Asked.Wrong(after.isEmpty() ? "_cursor" : "_count");
        }
        return new Asked.Right(new CaseQuery(states, owner, Math.min(MOST, Integer.parseInt(count)), after.get()));
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }
}
