package care.weald.consent.casework;

import care.weald.consent.casework.ObjectionCase.Done;
import care.weald.consent.casework.ObjectionCase.Effect;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A case as the database tells it in one piece: its row with its steps and effects. */
final class CaseJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CaseJson() {}

    static ObjectionCase read(String content) {
        try {
            return read(JSON.readTree(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a case that cannot be read", e);
        }
    }

    private static ObjectionCase read(JsonNode row) {
        return new ObjectionCase(
                id(row, "id"),
                id(row, "person"),
                text(row, "organisation"),
                text(row, "lodged_by"),
                instant(row, "lodged_at"),
                instant(row, "due_at"),
                lodging(row),
                CaseState.of(text(row, "state")),
                text(row, "barred"),
                day(row.path("review_on")),
                row.path("version").asInt(),
                row.path("steps").valueStream().map(CaseJson::done).toList(),
                row.path("effects").valueStream().map(CaseJson::effect).toList());
    }

    private static Lodging lodging(JsonNode row) {
        return new Lodging(
                text(row, "reason"),
                Lodging.OnBehalf.of(text(row, "on_behalf")).orElseThrow(),
                text(row, "authority"),
                scope(row),
                row.path("interim").asBoolean());
    }

    private static Done done(JsonNode row) {
        return new Done(
                text(row, "action"),
                text(row, "subject"),
                text(row, "role"),
                instant(row, "done_at"),
                text(row, "said"),
                text(row, "content_hash"),
                text(row, "outcome"));
    }

    private static Effect effect(JsonNode row) {
        return new Effect(
                id(row, "id"),
                text(row, "state").equals("interim"),
                scope(row),
                instant(row, "valid_from"),
                row.path("valid_to").isTextual() ? instant(row, "valid_to") : null);
    }

    private static Scope scope(JsonNode row) {
        return new Scope(texts(row.path("categories")), texts(row.path("excepted_organisations")));
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
    }

    private static UUID id(JsonNode row, String name) {
        return UUID.fromString(text(row, name));
    }

    private static Instant instant(JsonNode row, String name) {
        return OffsetDateTime.parse(text(row, name)).toInstant();
    }

    private static @Nullable LocalDate day(JsonNode value) {
        return value.isTextual() ? LocalDate.parse(value.textValue()) : null;
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asText("");
    }
}
