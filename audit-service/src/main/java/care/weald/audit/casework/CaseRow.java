package care.weald.audit.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A case as a row of {@link Cases}, and back. */
final class CaseRow {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CaseRow() {}

    static PrivacyCase read(Row row) {
        return new PrivacyCase(
                row.getUUID("id"),
                row.getUUID("alert_id"),
                row.getString("rule"),
                row.getString("text"),
                row.getString("severity"),
                about(row),
                state(row),
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getInteger("version"),
                steps(row.getString("steps")));
    }

    static PrivacyCase.About about(Row row) {
        return new PrivacyCase.About(
                row.getString("subject"),
                List.of(row.getArrayOfStrings("roles")),
                row.getString("organisation"),
                Optional.ofNullable(row.getUUID("person")));
    }

    private static CaseState state(Row row) {
        String owner = row.getString("owner");
        return switch (row.getString("state")) {
            case "opened" -> new CaseState.Opened();
            case "assigned" -> new CaseState.Assigned(owner);
            case "following-up" -> new CaseState.FollowingUp(owner, row.getLocalDate("follow_up"));
            case "closed" ->
                new CaseState.Closed(
                        owner, CaseOutcome.of(row.getString("outcome")).orElseThrow());
            default -> throw new IllegalStateException("no such state of a case");
        };
    }

    private static List<PrivacyCase.Done> steps(String json) {
        try {
            List<PrivacyCase.Done> steps = new ArrayList<>();
            for (JsonNode step : JSON.readTree(json)) {
                steps.add(new PrivacyCase.Done(
                        step.path("action").asText(),
                        step.path("subject").asText(),
                        step.path("organisation").asText(),
                        OffsetDateTime.parse(step.path("at").asText()).toInstant(),
                        step.path("said").asText(),
                        detail(step),
                        step.path("content_hash").asText()));
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String detail(JsonNode step) {
        return switch (step.path("action").asText()) {
            case "assign" -> step.path("owner").asText();
            case "follow-up" -> step.path("follow_up").asText();
            case "close" -> step.path("outcome").asText();
            default -> "";
        };
    }

    /** The values of a case that moves on to {@code state}. */
    static Tuple values(UUID id, CaseState state) {
        LocalDate until = state instanceof CaseState.FollowingUp following ? following.until() : null;
        String outcome =
                state instanceof CaseState.Closed closed ? closed.outcome().code() : "";
        return Tuple.of(id, state.code(), state.owner(), until, outcome);
    }
}
