package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message that answers a message (FHIR R4, messaging). */
final class MessageResponse {

    private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[([0-9]{1,6})](.*)");

    private MessageResponse() {}

    /** What is answered when the transaction of a message with this {@code header} became {@code fetched}. */
    static Fetched of(Fetched fetched, JsonNode header, String base) {
        return switch (fetched) {
            case Content _ -> new Content(ok(header, base), Disclosure.NOTHING, "", "", -1);
            case Fetched.Missing missing -> missing;
            case Invalid invalid -> new Invalid(placed(invalid.fault()), invalid.about());
        };
    }

    private static byte[] ok(JsonNode header, String base) {
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "message");
        ObjectNode answer =
                bundle.putArray("entry").addObject().putObject("resource").put("resourceType", "MessageHeader");
        header.properties().stream()
                .filter(member -> member.getKey().startsWith("event"))
                .forEach(member -> answer.set(member.getKey(), member.getValue()));
        if (!answer.has("eventCoding") && !answer.has("eventUri")) {
            answer.put("eventUri", "urn:weald:message-stored");
        }
        answer.putObject("source").put("name", "Weald").put("endpoint", base + "/$process-message");
        answer.putObject("response")
                .put("identifier", header.path("id").asText("unknown"))
                .put("code", "ok");
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The transaction has no entry for the message's header, which is its first. */
    private static Fault placed(Fault fault) {
        Matcher form = ENTRY.matcher(fault.place());
        return form.matches()
                ? fault.at("Bundle.entry[" + (Integer.parseInt(form.group(1)) + 1) + "]" + form.group(2))
                : fault;
    }
}
