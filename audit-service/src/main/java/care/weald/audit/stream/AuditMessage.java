package care.weald.audit.stream;

import care.weald.audit.stream.Notice.Actor;
import care.weald.audit.stream.Notice.Alert;
import care.weald.audit.stream.Notice.Deed;
import care.weald.audit.stream.Notice.Event;
import java.util.List;

/**
 * A notice as the audit message of DICOM PS3.15 A.5.1, which is the payload of ATNA's Record Audit Event (IHE ITI-20).
 * The participant object is the event or the alert itself, by its id in the log; nobody's record is named.
 */
final class AuditMessage {

    private static final String DCM = "DCM";
    private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
    private static final String AUTHZ = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";
    private static final String RULE = "https://weald.care/CodeSystem/monitoring-rule";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String JOB_ROLE = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName";
    private static final String SECURITY_ALERT = "110113";

    private final StringBuilder xml = new StringBuilder(2048);

    private AuditMessage() {}

    /** The message; {@code site} is the sender's host. */
    static String of(Notice notice, String site) {
        AuditMessage message = new AuditMessage();
        message.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><AuditMessage>");
        switch (notice) {
            case Event event -> message.event(event);
            case Alert alert -> message.alert(alert);
        }
        message.participants(notice);
        message.source(site);
        message.object(notice);
        return message.xml.append("</AuditMessage>").toString();
    }

    private void event(Event event) {
        Deed deed = event.deed();
        identification(deed.action(), event, deed.outcome());
        boolean refused = deed.type().equals(SECURITY_ALERT);
        code("EventID", deed.type(), refused ? DCM : EVENT_TYPE, refused ? "Security Alert" : "RESTful Operation");
        code("EventTypeCode", deed.subtype(), refused ? AUTHZ : INTERACTION, deed.subtype());
        if (!deed.reason().isEmpty()) {
            xml.append("<EventOutcomeDescription>")
                    .append(escaped(deed.reason()))
                    .append("</EventOutcomeDescription>");
        }
        deed.purposes().forEach(purpose -> code("PurposeOfUse", purpose, ACT_REASON, purpose));
        xml.append("</EventIdentification>");
    }

    private void alert(Alert alert) {
        identification("E", alert, alert.rule().severity().equals("high") ? "8" : "4");
        code("EventID", SECURITY_ALERT, DCM, "Security Alert");
        code("EventTypeCode", alert.rule().id(), RULE, alert.rule().text());
        xml.append("</EventIdentification>");
    }

    private void identification(String action, Notice notice, String outcome) {
        xml.append("<EventIdentification");
        attribute("EventActionCode", action);
        attribute("EventDateTime", notice.at().toString());
        attribute("EventOutcomeIndicator", outcome);
        xml.append('>');
    }

    /** Who did it, by id and without a name, and from which organisation. */
    private void participants(Notice notice) {
        Actor actor = notice.actor();
        xml.append("<ActiveParticipant");
        attribute("UserID", actor.user().isEmpty() ? "unknown" : actor.user());
        if (!actor.client().isEmpty()) {
            attribute("AlternativeUserID", actor.client());
        }
        attribute("UserIsRequestor", "true");
        if (!actor.address().isEmpty()) {
            attribute("NetworkAccessPointID", actor.address());
            attribute("NetworkAccessPointTypeCode", "2");
        }
        xml.append('>');
        code("RoleIDCode", "110153", DCM, "Source Role ID");
        actor.roles().forEach(role -> code("RoleIDCode", role, JOB_ROLE, role));
        xml.append("</ActiveParticipant><ActiveParticipant");
        attribute("UserID", actor.organisation());
        attribute("UserIsRequestor", "false");
        xml.append('>');
        code("RoleIDCode", "PROV", "http://terminology.hl7.org/CodeSystem/v3-RoleClass", "healthcare provider");
        xml.append("</ActiveParticipant>");
    }

    private void source(String site) {
        xml.append("<AuditSourceIdentification");
        attribute("AuditEnterpriseSiteID", site);
        attribute("AuditSourceID", "weald-audit-service");
        xml.append("><AuditSourceTypeCode");
        attribute("csd-code", "4");
        xml.append("/></AuditSourceIdentification>");
    }

    /** A system object with the role of a security resource: where the trail itself tells of it. */
    private void object(Notice notice) {
        xml.append("<ParticipantObjectIdentification");
        attribute("ParticipantObjectID", notice.id().toString());
        attribute("ParticipantObjectTypeCode", "2");
        attribute("ParticipantObjectTypeCodeRole", "13");
        xml.append('>');
        code("ParticipantObjectIDTypeCode", "12", "RFC-3881", "URI");
        xml.append("<ParticipantObjectName>")
                .append(notice instanceof Event ? "AuditEvent" : "DetectedIssue")
                .append("</ParticipantObjectName>");
        details(notice).forEach(detail -> {
            xml.append("<ParticipantObjectDetail");
            attribute("type", detail.type());
            attribute("value", detail.base64());
            xml.append("/>");
        });
        xml.append("</ParticipantObjectIdentification>");
    }

    private record Detail(String type, String value) {

        private String base64() {
            return java.util.Base64.getEncoder()
                    .encodeToString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static List<Detail> details(Notice notice) {
        List<Detail> details = switch (notice) {
            case Event event ->
                List.of(
                        new Detail("index", Long.toString(event.place())),
                        new Detail("leaf-hash", event.leafHash()),
                        new Detail("interaction", event.deed().interaction()),
                        new Detail("what", event.deed().what()),
                        new Detail("basis", event.deed().basis()),
                        new Detail("status", Integer.toString(event.deed().status())));
            case Alert alert ->
                List.of(
                        new Detail("severity", alert.rule().severity()),
                        new Detail("measure", Double.toString(alert.measure())),
                        new Detail("events", Integer.toString(alert.events())),
                        new Detail("occurred", alert.occurred().toString()));
        };
        return details.stream().filter(detail -> !detail.value().isEmpty()).toList();
    }

    private void code(String element, String code, String system, String text) {
        xml.append('<').append(element);
        attribute("csd-code", code);
        attribute("codeSystemName", system);
        attribute("originalText", text);
        xml.append("/>");
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    /** Text as XML 1.0 can carry it: a line break as its reference, what no XML may hold as U+FFFD. */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\t', '\n', '\r' -> text.append("&#").append(point).append(';');
                default -> text.appendCodePoint(isXml(point) ? point : 0xFFFD);
            }
        });
        return text.toString();
    }

    private static boolean isXml(int point) {
        boolean control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return !control && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }
}
