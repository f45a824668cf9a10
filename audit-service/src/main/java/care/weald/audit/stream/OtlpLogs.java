package care.weald.audit.stream;

import care.weald.audit.stream.Notice.Actor;
import care.weald.audit.stream.Notice.Alert;
import care.weald.audit.stream.Notice.Event;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Notices as an {@code ExportLogsServiceRequest} of OTLP 1, in its JSON encoding. */
final class OtlpLogs {

    private static final Map<String, Severity> OF_OUTCOME =
            Map.of("0", Severity.INFO, "4", Severity.WARN, "8", Severity.WARN, "12", Severity.ERROR);
    private static final Map<String, Severity> OF_ALERT = Map.of("high", Severity.ERROR, "moderate", Severity.WARN);

    private OtlpLogs() {}

    /** {@code SeverityNumber} of OpenTelemetry's log data model. */
    private enum Severity {
        INFO(9),
        WARN(13),
        ERROR(17);

        private final int number;

        Severity(int number) {
            this.number = number;
        }
    }

    /** The request that tells of {@code notices}, sent from the service at {@code host}, observed at {@code now}. */
    static String of(List<Notice> notices, String host, Instant now) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = root.putArray("resourceLogs").addObject();
        ArrayNode about = resource.putObject("resource").putArray("attributes");
        text(about, "service.name", "audit-service");
        text(about, "service.namespace", "weald");
        text(about, "server.address", host);
        ObjectNode scope = resource.putArray("scopeLogs").addObject();
        scope.putObject("scope").put("name", "weald.audit");
        ArrayNode records = scope.putArray("logRecords");
        notices.forEach(notice -> record(records.addObject(), notice, now));
        return root.toString();
    }

    private static void record(ObjectNode record, Notice notice, Instant now) {
        record.put("timeUnixNano", nanos(notice.at())).put("observedTimeUnixNano", nanos(now));
        switch (notice) {
            case Event event -> event(record, event);
            case Alert alert -> alert(record, alert);
        }
        actor((ArrayNode) record.path("attributes"), notice.actor());
    }

    private static void event(ObjectNode record, Event event) {
        severity(record, OF_OUTCOME.getOrDefault(event.deed().outcome(), Severity.INFO));
        record.put("eventName", "weald.audit.event");
        record.putObject("body")
                .put("stringValue", event.deed().type() + " " + event.deed().subtype());
        ArrayNode attributes = record.putArray("attributes");
        text(attributes, "weald.event.id", event.id().toString());
        number(attributes, "weald.event.index", event.place());
        text(attributes, "weald.event.leaf_hash", event.leafHash());
        text(attributes, "weald.event.type", event.deed().type());
        text(attributes, "weald.event.subtype", event.deed().subtype());
        text(attributes, "weald.event.action", event.deed().action());
        text(attributes, "weald.event.outcome", event.deed().outcome());
        text(attributes, "weald.event.source", event.deed().source());
        text(attributes, "weald.event.purpose", String.join(" ", event.deed().purposes()));
        text(attributes, "weald.event.what", event.deed().what());
        text(attributes, "weald.event.interaction", event.deed().interaction());
        text(attributes, "weald.event.basis", event.deed().basis());
        text(attributes, "weald.event.reason", event.deed().reason());
        if (event.deed().status() > 0) {
            number(attributes, "http.response.status_code", event.deed().status());
        }
    }

    private static void alert(ObjectNode record, Alert alert) {
        severity(record, OF_ALERT.getOrDefault(alert.rule().severity(), Severity.INFO));
        record.put("eventName", "weald.audit.alert");
        record.putObject("body").put("stringValue", alert.rule().text());
        ArrayNode attributes = record.putArray("attributes");
        text(attributes, "weald.alert.id", alert.id().toString());
        number(attributes, "weald.alert.number", alert.place());
        text(attributes, "weald.alert.rule", alert.rule().id());
        number(attributes, "weald.alert.rule_number", alert.rule().number());
        text(attributes, "weald.alert.severity", alert.rule().severity());
        text(attributes, "weald.alert.occurred", alert.occurred().toString());
        number(attributes, "weald.alert.events", alert.events());
        attributes
                .addObject()
                .put("key", "weald.alert.measure")
                .putObject("value")
                .put("doubleValue", alert.measure());
    }

    private static void actor(ArrayNode attributes, Actor actor) {
        text(attributes, "weald.organisation", actor.organisation());
        text(attributes, "user.id", actor.user());
        text(attributes, "weald.client", actor.client());
        text(attributes, "client.address", actor.address());
        text(attributes, "weald.roles", String.join(" ", actor.roles()));
    }

    private static void severity(ObjectNode record, Severity severity) {
        record.put("severityNumber", severity.number).put("severityText", severity.name());
    }

    private static void text(ArrayNode attributes, String key, String value) {
        if (!value.isEmpty()) {
            attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
        }
    }

    /** Whole numbers of 64 bits are strings in JSON, as in all of proto3's. */
    private static void number(ArrayNode attributes, String key, long value) {
        attributes.addObject().put("key", key).putObject("value").put("intValue", Long.toString(value));
    }

    private static String nanos(Instant instant) {
        return instant.getEpochSecond() + "%09d".formatted(instant.getNano());
    }
}
