package care.weald.audit.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a step says: FHIR Parameters, or a JSON object with the same names. */
final class CaseForm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NAMES = Set.of("owner", "note", "until", "outcome");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9@._:-]{1,128}");
    private static final int LONGEST = 4_000;

    private CaseForm() {}

    /** What reading gives. */
    sealed interface Form {

        record Read(Step step) implements Form {}

        /** The parameter at fault; empty for the whole. */
        record Wrong(String place) implements Form {}
    }

    /** The step of this name, by somebody whose user id is {@code subject}. */
    static Form read(String step, String body, String subject) {
        Optional<ObjectNode> found = members(body);
        if (found.isEmpty()) {
            return new Form.Wrong("");
        }
        Optional<String> fault = fault(found.get());
        return fault.isPresent() ? new Form.Wrong(fault.get()) : step(step, found.get(), subject);
    }

    /** The first member that is none of these or holds no text. */
    private static Optional<String> fault(ObjectNode given) {
        for (var member : given.properties()) {
            String text = member.getValue().isTextual() ? member.getValue().textValue() : "";
            if (!NAMES.contains(member.getKey())
                    || text.isBlank()
                    || text.length() > LONGEST
                    || text.indexOf('\0') >= 0) {
                return Optional.of(NAMES.contains(member.getKey()) ? member.getKey() : "");
            }
        }
        return Optional.empty();
    }

    private static Form step(String step, ObjectNode given, String subject) {
        String note = given.path("note").asText("");
        return switch (step) {
            case "$assign" -> assign(given.path("owner").asText(subject), note);
            case "$note" -> note.isEmpty() ? new Form.Wrong("note") : new Form.Read(new Step.Note(note));
            case "$follow-up" ->
                day(given.path("until").asText(""))
                        .<Form>map(until -> new Form.Read(new Step.FollowUp(until, note)))
                        .orElseGet(() -> new Form.Wrong("until"));
            default ->
                CaseOutcome.of(given.path("outcome").asText(""))
                        .map(outcome -> note.isEmpty()
                                ? new Form.Wrong("note")
                                : (Form) new Form.Read(new Step.Close(outcome, note)))
                        .orElseGet(() -> new Form.Wrong("outcome"));
        };
    }

    private static Form assign(String owner, String note) {
        return USER.matcher(owner).matches() ? new Form.Read(new Step.Assign(owner, note)) : new Form.Wrong("owner");
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 2020 && day.getYear() <= 2100 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> members(String body) {
        try {
            JsonNode root = body.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body);
            if (!(root instanceof ObjectNode object)) {
                return Optional.empty();
            }
            return object.has("resourceType") ? parameters(object) : Optional.of(object);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Each parameter once, with its one value. */
    private static Optional<ObjectNode> parameters(ObjectNode fhir) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        if (!fhir.path("resourceType").asText().equals("Parameters")) {
            return Optional.empty();
        }
        for (JsonNode parameter : fhir.path("parameter")) {
            String name = parameter.path("name").asText("");
            Optional<JsonNode> value = parameter.properties().stream()
                    .filter(member -> member.getKey().startsWith("value"))
                    .map(java.util.Map.Entry::getValue)
                    .findFirst();
            if (given.has(name) || value.isEmpty()) {
                return Optional.empty();
            }
            given.set(name, value.get());
        }
        return Optional.of(given);
    }
}
