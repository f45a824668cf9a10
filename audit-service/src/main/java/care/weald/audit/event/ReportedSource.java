package care.weald.audit.event;

import care.weald.audit.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;

/** Who a told event says saw it and did it: the organisation that tells, and nobody of another. */
final class ReportedSource {

    /** The end of an identifier system of organisations. */
    private static final String ODS = "ods-organization-code";

    private static final String REFERENCE = "Organization/";

    private final String organisation;

    ReportedSource(String organisation) {
        this.organisation = organisation;
    }

    /** Throws {@link Unfit}. */
    void check(JsonNode event) {
        JsonNode observer = event.path("source").path("observer");
        String value = observer.path("identifier").path("value").asText("");
        Unfit.unless(!value.isEmpty(), Kind.INVALID_CONTENT, "AuditEvent.source.observer", "observer");
        Unfit.unless(value.equals(organisation), Kind.REFUSED, "AuditEvent.source.observer", "organisation");
        own(event.path("source"), "AuditEvent.source");
        JsonNode agents = event.path("agent");
        Unfit.unless(
                agents.isArray() && !agents.isEmpty() && agents.size() <= 32,
                Kind.INVALID_CONTENT,
                "AuditEvent.agent",
                "count");
        for (JsonNode agent : agents) {
            Unfit.unless(agent.path("requestor").isBoolean(), Kind.INVALID_CONTENT, "AuditEvent.agent", "requestor");
            own(agent, "AuditEvent.agent");
        }
    }

    /** Every organisation that is named below {@code node} is the one that tells. */
    private void own(JsonNode node, String place) {
        boolean code = node.path("system").asText("").endsWith(ODS);
        String reference = node.path("reference").asText("");
        int at = reference.lastIndexOf(REFERENCE);
        Unfit.unless(
                (!code || node.path("value").asText("").equals(organisation))
                        && (at < 0
                                || reference.substring(at + REFERENCE.length()).equals(organisation)),
                Kind.REFUSED,
                place,
                "organisation");
        node.elements().forEachRemaining(element -> own(element, place));
    }
}
