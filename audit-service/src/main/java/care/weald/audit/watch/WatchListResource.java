package care.weald.audit.watch;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.watch.Monitor.Officer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whom to look out for: a member of staff and a person, or a person who is investigated, widely known or in the news. */
@Path("/monitoring/watch-list")
public class WatchListResource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of("kind", "user", "person", "until", "reason");
    private static final Set<String> KINDS = Set.of("pair", "investigated", "marked", "news");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9@._:-]{1,128}");
    private static final Pattern PERSON = Pattern.compile("(Patient/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_DAYS = 400;

    private final Monitor monitor;
    private final WatchList list;
    private final Clock clock;

    WatchListResource(Monitor monitor, WatchList list, Clock clock) {
        this.monitor = monitor;
        this.list = list;
        this.clock = clock;
    }

    @GET
    @Authenticated
    @Operation(summary = "Whom the organisation's officers have asked to look out for, the newest first")
    public Uni<Response> read(@Context HttpHeaders headers) {
        return monitor.admit(headers, this::all);
    }

    private Uni<Response> all(Officer officer) {
        return list.all(officer, clock.instant()).map(entries -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.putArray("entries");
            entries.forEach(entry -> json.withArray("/entries").add(json(entry)));
            return Told.json(
                    json,
                    entries.size(),
                    entries.stream().map(WatchList.Entry::person).toList());
        });
    }

    private static ObjectNode json(WatchList.Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", entry.id().toString()).put("kind", entry.kind());
        if (!entry.subject().isEmpty()) {
            json.put("user", entry.subject());
        }
        return json.put("person", entry.person().toString())
                .put("until", entry.until().toString())
                .put("reason", entry.reason());
    }

    /** 200 with the list, also when the very entry was there; 409 {@code full}; 400 with the member's name. */
    @PUT
    @Authenticated
    @Operation(summary = "Look out for a person until a day, for a reason; of a pair with the user")
    public Uni<Response> add(@Context HttpHeaders headers, String body) {
        return monitor.admit(headers, officer -> switch (read(body)) {
            case Read.Wrong wrong ->
                answer(Problem.of(Kind.INVALID_CONTENT, "A member is missing or not as it must be")
                        .with("place", wrong.place()));
            case Read.Right right
            when right.entry().subject().equals(officer.subject()) ->
                answer(Problem.of(Kind.REFUSED, "Nobody has a hand in a watch over themselves")
                        .with("rule", "own-case"));
            case Read.Right right ->
                list.add(right.entry(), officer, clock.instant()).chain(_ -> kept(right.entry(), officer));
        });
    }

    private Uni<Response> kept(WatchList.Entry entry, Officer officer) {
        return list.all(officer, clock.instant())
                .chain(entries -> entries.stream()
                                .anyMatch(one -> one.person().equals(entry.person())
                                        && one.kind().equals(entry.kind())
                                        && one.subject().equals(entry.subject()))
                        ? all(officer)
                        : answer(Problem.of(Kind.CONFLICT, "The list is full").with("rule", "full")));
    }

    @DELETE
    @Authenticated
    @Path("{id}")
    @Operation(summary = "Look out no longer; who took it off and when is kept")
    public Uni<Response> remove(@Context HttpHeaders headers, @PathParam("id") UUID id) {
        return monitor.admit(
                headers,
                officer -> list.remove(id, officer, clock.instant())
                        .chain(done ->
                                done ? all(officer) : answer(Problem.of(Kind.NOT_FOUND, "There is no such entry"))));
    }

    private sealed interface Read {

        record Right(WatchList.Entry entry) implements Read {}

        record Wrong(String place) implements Read {}
    }

    private Read read(String body) {
        JsonNode json = tree(body);
        if (!json.isObject() || !MEMBERS.containsAll(names(json))) {
            return new Read.Wrong("");
        }
        Optional<String> fault = MEMBERS.stream()
                .sorted()
                .filter(name -> !fits(
                        name, json.path(name).asText(""), json.path("kind").asText("")))
                .findFirst();
        return fault.<Read>map(Read.Wrong::new)
                .orElseGet(() -> new Read.Right(new WatchList.Entry(
                        UUID.randomUUID(),
                        json.path("kind").asText(""),
                        json.path("user").asText(""),
                        UUID.fromString(json.path("person").asText("").replace("Patient/", "")),
                        day(json.path("until").asText("")),
                        json.path("reason").asText("").strip())));
    }

    private boolean fits(String name, String text, String kind) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (name) {
            case "kind" -> KINDS.contains(text);
            case "user" -> kind.equals("pair") ? USER.matcher(text).matches() : text.isEmpty();
            case "person" -> PERSON.matcher(text).matches();
            case "until" -> !day(text).isBefore(today) && !day(text).isAfter(today.plusDays(MOST_DAYS));
            default -> text.strip().length() >= 3 && text.length() <= 400 && text.indexOf('\0') < 0;
        };
    }

    private static List<String> names(JsonNode json) {
        return json.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return LocalDate.EPOCH;
        }
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
