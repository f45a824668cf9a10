package care.weald.audit.accesslog;

import care.weald.audit.accesslog.Use.By;
import care.weald.audit.accesslog.Use.Ending;
import care.weald.audit.search.EventSearch.Found;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an AuditEvent, as this service writes them, for what it says of the use of a record. */
final class UseReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXTENSION = "https://weald.care/StructureDefinition/";
    private static final String REFUSAL = "110113";

    private final JsonNode event;

    private UseReader(JsonNode event) {
        this.event = event;
    }

    /** What a found event says. */
    static Use read(Found found) {
        try {
            return new UseReader(JSON.readTree(found.body().getBytes())).use(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Use use(Found found) {
        Optional<JsonNode> user = agent("IRCP");
        JsonNode organisation = agent("PROV").map(agent -> agent.path("who")).orElse(event.path("none"));
        By by = new By(
                found.organisation(),
                organisation.path("display").asText(""),
                user.map(agent -> codings(agent.path("role"))).orElse(List.of()),
                user.map(agent -> agent.path("name").asText("")).orElse(""),
                user.isEmpty() || event.at("/agent/0/requestor").asBoolean());
        return new Use(
                found.id(),
                found.index(),
                found.leafHash(),
                found.recorded(),
                by,
                fact("interaction"),
                fact("basis"),
                codings(event.path("purposeOfEvent")),
                categories(),
                ending());
    }

    private Ending ending() {
        String outcome = event.path("outcome").asText();
        if (event.at("/type/code").asText().equals(REFUSAL)) {
            return new Ending.Refused(event.path("outcomeDesc").asText(""));
        }
        if (!outcome.equals("0")) {
            return outcome.equals("4") ? new Ending.Nothing() : new Ending.Failed();
        }
        boolean shown = number("items-count") > 0 || !categories().isEmpty();
        boolean acted = !event.path("action").asText().matches("[RE]") || isStatement();
        return shown || acted ? new Ending.Shown(number("withheld-count") > 0) : new Ending.Nothing();
    }

    /** What is said rather than looked at: it shows nothing, and there is nothing that could be missing. */
    private boolean isStatement() {
        return List.of("claim", "override", "object", "objections", "steward", "people", "delegate", "monitor")
                .contains(fact("interaction"));
    }

    private Optional<JsonNode> agent(String type) {
        for (JsonNode agent : event.path("agent")) {
            for (JsonNode coding : agent.at("/type/coding")) {
                if (coding.path("code").asText().equals(type)) {
                    return Optional.of(agent);
                }
            }
        }
        return Optional.empty();
    }

    private List<String> categories() {
        List<String> codes = new ArrayList<>();
        event.path("entity")
                .forEach(entity -> entity.path("securityLabel")
                        .forEach(label -> codes.add(label.path("code").asText())));
        return codes;
    }

    private static List<String> codings(JsonNode concepts) {
        List<String> codes = new ArrayList<>();
        concepts.forEach(concept -> concept.path("coding")
                .forEach(coding -> codes.add(coding.path("code").asText())));
        return codes;
    }

    private String fact(String name) {
        return extension(name).path("valueString").asText("");
    }

    private int number(String name) {
        return extension(name).path("valueUnsignedInt").asInt();
    }

    private JsonNode extension(String name) {
        for (JsonNode extension : event.path("extension")) {
            if (extension.path("url").asText().equals(EXTENSION + name)) {
                return extension;
            }
        }
        return event.path("none");
    }
}
