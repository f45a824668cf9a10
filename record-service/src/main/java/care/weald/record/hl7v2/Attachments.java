package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Encapsulated data (ED; v2.5.1, 2.A.24) as a FHIR Attachment. */
final class Attachments {

    private static final Set<String> BINARY = Set.of("ED", "RP", "HD");
    private static final Map<String, String> TYPES = Map.of(
            "PDF", "application/pdf",
            "RTF", "application/rtf",
            "HTML", "text/html",
            "XML", "application/xml",
            "JPEG", "image/jpeg",
            "JPG", "image/jpeg",
            "PNG", "image/png",
            "TIFF", "image/tiff",
            "TIF", "image/tiff",
            "PLAIN", "text/plain");

    private Attachments() {}

    /** True for a result whose value is no value but a thing, or leads to one. */
    static boolean isOne(Segment obx) {
        return BINARY.contains(obx.text(2));
    }

    /** The data of {@code obx}; empty when it has none. What only leads to data elsewhere is refused. */
    static Optional<ObjectNode> of(Segment obx) {
        if (obx.text(2).equals("RP") && !obx.field(5).isEmpty()) {
            throw Refusal.faulty(
                    Flaw.TABLE_VALUE,
                    obx.place(2),
                    "The content itself is wanted: what a pointer leads to cannot be kept");
        }
        Value value = obx.field(5);
        String data = value.component(5).raw();
        if (!obx.text(2).equals("ED") || data.isBlank()) {
            return Optional.empty();
        }
        String encoded = encoded(obx, value.text(4), data);
        ObjectNode attachment = JsonNodeFactory.instance.objectNode().put("contentType", contentType(value));
        Types.put(attachment, "title", obx.field(3).text(2));
        return Optional.of(attachment.put("data", encoded));
    }

    private static String encoded(Segment obx, String encoding, String data) {
        try {
            return switch (encoding.toUpperCase(Locale.ROOT)) {
                case "BASE64" ->
                    Base64.getEncoder().encodeToString(Base64.getMimeDecoder().decode(data));
                case "HEX" -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(data.strip()));
                case "A", "" ->
                    Base64.getEncoder()
                            .encodeToString(
                                    Escapes.undone(data, obx.delimiters()).getBytes(StandardCharsets.UTF_8));
                default ->
                    throw Refusal.faulty(Flaw.TABLE_VALUE, obx.place(5) + ".4", "Data are encoded as A, Hex or Base64");
            };
        } catch (IllegalArgumentException e) {
            throw Refusal.faulty(Flaw.DATA_TYPE, obx.place(5) + ".5", "The data are not encoded as they say");
        }
    }

    private static String contentType(Value value) {
        String type = value.text(2).toLowerCase(Locale.ROOT);
        String sub = value.text(3);
        String known = TYPES.get(sub.toUpperCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return (type + "/" + sub).matches("(application|audio|image|text|video)/[A-Za-z0-9.+-]{1,80}")
                ? type + "/" + sub
                : type.equals("text") || type.equals("ft") ? "text/plain" : "application/octet-stream";
    }
}
