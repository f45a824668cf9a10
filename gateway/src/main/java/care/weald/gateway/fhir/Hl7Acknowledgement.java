package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.upstream.ConversionReply.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An acknowledgement in original mode (HL7 v2.5.1, 2.9.2): AA when all is stored and audited, AE when the message has a
 * fault, AR when it is of no kind that is taken, or when nobody could try. What it says is a closed list of words.
 *
 * @param header what the message's header has, to be repeated
 * @param id the acknowledgement's own control id
 */
record Hl7Acknowledgement(JsonNode header, String id, ZonedDateTime at) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx");
    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final Pattern PLACE =
            Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[([0-9]+)])?(?:-([0-9]+)(?:\\.([0-9]+))?)?");
    private static final int INTERNAL = 207;

    /** Nothing is known of the message yet. */
    static Hl7Acknowledgement of(String id, ZonedDateTime at) {
        return new Hl7Acknowledgement(MissingNode.getInstance(), id, at.withZoneSameInstant(HERE));
    }

    /** The same for a message with this header. */
    Hl7Acknowledgement with(JsonNode known) {
        return new Hl7Acknowledgement(known, id, at);
    }

    /** It is stored. */
    byte[] accepted() {
        return bytes(head() + "MSA" + bar() + "AA" + bar() + raw("control", "") + "\r");
    }

    /** It was not taken by the reader of messages. */
    byte[] refused(Refused refused) {
        return negative(
                refused.acknowledgement(), refused.error(), refused.fault().place(), refused.detail());
    }

    /** It was not stored because of {@code fault}, at {@code place}: a segment and field, or a segment alone. */
    byte[] failed(Fault fault, String place, String words) {
        boolean isTransient = fault.status() >= 500;
        boolean isOurs = isTransient
                || switch (fault.kind()) {
                    case REFUSED, TOO_MANY, TOO_LARGE, UNSUPPORTED_MEDIA, UNAUTHENTICATED -> true;
                    default -> false;
                };
        int error = switch (fault.kind()) {
            case INVALID_CONTENT -> 102;
            case INVALID_IDENTIFIER, NOT_FOUND -> 204;
            case UNPROCESSABLE -> 103;
            case CONFLICT -> 205;
            default -> INTERNAL;
        };
        return negative(isOurs ? "AR" : "AE", error, place, words);
    }

    private byte[] negative(String code, int error, String place, String words) {
        String text = escaped(place.isEmpty() ? words : place + ": " + words);
        String bar = bar();
        String coded = error + component() + escaped(meaning(error)) + component() + "HL70357";
        return bytes(head() + "MSA" + bar + code + bar + raw("control", "") + bar + text + "\r" + "ERR" + bar + bar
                + location(place) + bar + coded + bar + "E" + bar + bar + bar + bar + text + "\r");
    }

    private String location(String place) {
        Matcher form = PLACE.matcher(place);
        if (!form.matches()) {
            return "";
        }
        String segment = form.group(1) + component() + (form.group(2) == null ? "1" : form.group(2));
        String field = form.group(3) == null ? "" : component() + form.group(3);
        return segment + field + (form.group(4) == null ? "" : component() + component() + form.group(4));
    }

    /** HL7 table 0357. */
    private static String meaning(int error) {
        return switch (error) {
            case 100 -> "Segment sequence error";
            case 101 -> "Required field missing";
            case 102 -> "Data type error";
            case 103 -> "Table value not found";
            case 200 -> "Unsupported message type";
            case 201 -> "Unsupported event code";
            case 202 -> "Unsupported processing id";
            case 203 -> "Unsupported version id";
            case 204 -> "Unknown key identifier";
            case 205 -> "Duplicate key identifier";
            default -> "Application internal error";
        };
    }

    /** MSH, from whom the message was for to whom it came from. */
    private String head() {
        String bar = bar();
        return "MSH" + bar + raw("encoding", "^~\\&") + bar + raw("receivingApplication", "WEALD") + bar
                + raw("receivingFacility", "") + bar + raw("application", "") + bar + raw("facility", "") + bar
                + TIME.format(at) + bar + bar + "ACK" + (event().isEmpty() ? "" : component() + event()) + bar + id
                + bar + raw("processing", "P") + bar + raw("version", "2.5.1") + bar + bar + bar + bar + bar + bar
                + "UNICODE UTF-8\r";
    }

    private String event() {
        return raw("event", "");
    }

    private String bar() {
        return raw("separator", "|");
    }

    private String component() {
        return raw("encoding", "^~\\&").substring(0, 1);
    }

    private String raw(String name, String otherwise) {
        String text = header.path(name).asText("");
        return text.isEmpty() ? otherwise : text;
    }

    /** Our words with the message's own escapes for its separators. */
    private String escaped(String words) {
        String encoding = raw("encoding", "^~\\&");
        char escape = encoding.charAt(2);
        String special = encoding.charAt(0) + bar() + encoding.charAt(1) + escape + encoding.substring(3);
        String names = "SFRET";
        StringBuilder text = new StringBuilder(words.length() + 16);
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            int at = special.indexOf(c);
            if (at < 0 || at >= names.length()) {
                text.append(c);
            } else {
                text.append(escape).append(names.charAt(at)).append(escape);
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Hl7Acknowledgement[" + id + "]";
    }
}
