package care.weald.consent.decision;

import care.weald.consent.agreement.Agreement;
import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.Level;
import care.weald.consent.matrix.Levels;
import care.weald.consent.objection.Objection;
import care.weald.consent.token.Caller;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a decision rested on, as text and back: all that the rules look at, and nothing else. Of a person's registrations it
 * says only whether the caller's organisation has one; there are no names.
 */
public final class FactsJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactsJson() {}

    /** What was decided, and what it rested on. */
    public record Decided(Facts facts, Decision decision) {}

    /** The version of the matrix that {@code content} was decided by. */
    public static String matrix(String content) {
        return tree(content).path("matrix").asText();
    }

    /** What {@code content} says was decided. */
    public static Decision decided(String content) {
        return decision(tree(content).path("decision"));
    }

    static String write(Facts facts, Decision decision) {
        StringWriter out = new StringWriter(1_024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("interaction", facts.interaction().name());
            json.writeStringField("matrix", facts.matrix().version());
            json.writeStringField("today", facts.today().toString());
            json.writeBooleanField("programme", facts.programme());
            caller(json, facts.caller());
            person(json, facts);
            agreement(json, facts.agreement());
            objections(json, facts.objections());
            SecondaryJson.write(json, facts.secondary());
            decision(json, decision);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void caller(JsonGenerator json, Caller caller) throws IOException {
        json.writeObjectFieldStart("caller");
        json.writeStringField("subject", caller.subject());
        json.writeStringField("organisation", caller.organisation());
        texts(json, "roles", caller.roles());
        texts(json, "purposes", caller.purposes());
        json.writeStringField("client", caller.client());
        json.writeStringField("assurance", caller.assurance());
        json.writeEndObject();
    }

    private static void person(JsonGenerator json, Facts facts) throws IOException {
        Person person = facts.person();
        json.writeObjectFieldStart("person");
        json.writeStringField("id", person.id().toString());
        json.writeBooleanField("known", person.known());
        json.writeBooleanField("restricted", person.restricted());
        json.writeBooleanField("held", person.isHeldBy(facts.caller().organisation()));
        json.writeBooleanField("claimed", facts.stated().claimed());
        json.writeBooleanField("overridden", facts.stated().overridden());
        json.writeBooleanField("confirmed", facts.stated().confirmed());
        json.writeStringField("self", facts.stated().self().name());
        json.writeEndObject();
    }

    private static void agreement(JsonGenerator json, Agreement agreement) throws IOException {
        json.writeObjectFieldStart("agreement");
        json.writeStringField("organisation", agreement.organisation());
        json.writeStringField("type", agreement.type().name());
        texts(json, "purposes", agreement.purposes());
        json.writeBooleanField("feeds", agreement.feeds());
        json.writeBooleanField("processor", agreement.processor());
        texts(json, "excluded", agreement.excludedCategories());
        json.writeStringField("from", agreement.from().toString());
        json.writeStringField("to", agreement.to().toString());
        json.writeEndObject();
    }

    private static void objections(JsonGenerator json, List<Objection> objections) throws IOException {
        json.writeArrayFieldStart("objections");
        for (Objection objection : objections) {
            json.writeStartObject();
            json.writeStringField("id", objection.id().toString());
            texts(json, "categories", objection.categories());
            texts(json, "excepted", objection.exceptedOrganisations());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void decision(JsonGenerator json, Decision decision) throws IOException {
        json.writeObjectFieldStart("decision");
        texts(json, "rules", decision.rules());
        switch (decision) {
            case Decision.Permit permit -> {
                json.writeStringField(
                        "levels",
                        permit.levels().byCode().entrySet().stream()
                                .map(level ->
                                        level.getKey() + "=" + level.getValue().code())
                                .collect(Collectors.joining(" ")));
                texts(json, "hidden", permit.hiddenLabels());
                texts(json, "closed", permit.closed());
                json.writeStringField("basis", permit.basis().name());
            }
            case Decision.Deny deny -> {
                json.writeStringField("reason", deny.reason());
                json.writeStringField("shown", deny.shown().name());
                json.writeStringField("text", deny.text());
                json.writeBooleanField("override", deny.override());
            }
        }
        json.writeEndObject();
    }

    static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Reads what {@link #write} wrote, the facts with {@code matrix} in the place of the one they were decided by. */
    public static Decided read(String content, AccessMatrix matrix) {
        JsonNode json = tree(content);
        JsonNode person = json.path("person");
        Caller caller = caller(json.path("caller"));
        Facts facts = new Facts(
                Interaction.valueOf(json.path("interaction").asText()),
                caller,
                new Person(
                        UUID.fromString(person.path("id").asText()),
                        person.path("known").asBoolean(),
                        person.path("restricted").asBoolean(),
                        person.path("held").asBoolean()
                                ? List.of(new Person.SourcePatient(caller.organisation(), new UUID(0, 0), true))
                                : List.of(),
                        List.of()),
                agreement(json.path("agreement")),
                new Stated(
                        person.path("claimed").asBoolean(),
                        person.path("overridden").asBoolean(),
                        person.path("confirmed").asBoolean(),
                        Stated.Self.valueOf(person.path("self").asText())),
                json.path("objections").valueStream().map(FactsJson::objection).toList(),
                SecondaryJson.read(json.path("secondary")),
                matrix,
                json.path("programme").asBoolean(),
                LocalDate.parse(json.path("today").asText()));
        return new Decided(facts, decision(json.path("decision")));
    }

    private static Caller caller(JsonNode json) {
        return new Caller(
                json.path("subject").asText(),
                "",
                json.path("organisation").asText(),
                texts(json.path("roles")),
                texts(json.path("purposes")),
                json.path("client").asText(),
                json.path("assurance").asText(),
                Set.of());
    }

    private static Agreement agreement(JsonNode json) {
        return new Agreement(
                json.path("organisation").asText(),
                "",
                Agreement.Type.valueOf(json.path("type").asText()),
                Set.copyOf(texts(json.path("purposes"))),
                json.path("feeds").asBoolean(),
                json.path("processor").asBoolean(),
                Set.copyOf(texts(json.path("excluded"))),
                LocalDate.parse(json.path("from").asText()),
                LocalDate.parse(json.path("to").asText()));
    }

    private static Objection objection(JsonNode json) {
        return new Objection(
                UUID.fromString(json.path("id").asText()),
                Set.copyOf(texts(json.path("categories"))),
                Set.copyOf(texts(json.path("excepted"))));
    }

    private static Decision decision(JsonNode json) {
        List<String> rules = texts(json.path("rules"));
        return json.has("reason")
                ? new Decision.Deny(
                        json.path("reason").asText(),
                        Shown.valueOf(json.path("shown").asText()),
                        json.path("text").asText(),
                        rules,
                        json.path("override").asBoolean())
                : new Decision.Permit(
                        levels(json.path("levels").asText()),
                        Set.copyOf(texts(json.path("hidden"))),
                        Set.copyOf(texts(json.path("closed"))),
                        Basis.valueOf(json.path("basis").asText()),
                        rules);
    }

    private static Levels levels(String text) {
        SortedMap<String, Level> levels = new TreeMap<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int sign = one.indexOf('=');
            levels.put(one.substring(0, sign), Level.of(one.substring(sign + 1)));
        }
        return new Levels(levels);
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode tree(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision that cannot be read", e);
        }
    }
}
