package care.weald.record.document;

import care.weald.record.category.Elements;
import care.weald.record.category.ItemType;
import care.weald.record.item.ItemId;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parts a resource from the documents in it, once, when it comes in: each attachment is left with the {@code url} of a
 * Binary, its {@code size} and its {@code hash}, and a search carries no megabytes. What came is kept with its message.
 */
public final class Attachments {

    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,80}( ?; ?charset=[A-Za-z0-9_-]{1,40})?");
    private static final Set<String> ELSEWHERE = Set.of("https", "http", "ssp");
    private static final int SHA_1 = 20;

    private final int maxBytes;

    /** Takes no content larger than this. */
    public Attachments(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Content of an attachment, and the name by which it named a Binary of the message; empty when it had it itself. */
    public record Taken(String name, DocumentContent content) {}

    /** What parting a resource says. */
    public sealed interface Parted {

        /** These were taken out. */
        record Done(List<Taken> taken) implements Parted {

            public Done {
                taken = List.copyOf(taken);
            }
        }

        /** An attachment cannot be taken. */
        record Refused(Fault fault) implements Parted {}
    }

    /** Ends the parting of a resource. Thrown and caught in this class alone. */
    private static final class Bad extends RuntimeException {
        private final transient Fault fault;

        Bad(String place, String detail) {
            super(null, null, false, false);
            fault = Fault.unprocessable(place, detail);
        }
    }

    /** Parts {@code resource}, the item {@code id}, in place; {@code binaries} are those of its message, by name. */
    public Parted part(ItemType type, ItemId id, ObjectNode resource, Function<String, Optional<ObjectNode>> binaries) {
        List<Taken> taken = new ArrayList<>();
        for (List<String> path : type.attachments()) {
            try {
                for (JsonNode node : Elements.at(resource, path)) {
                    if (node instanceof ObjectNode attachment) {
                        take(id, attachment, binaries).ifPresent(taken::add);
                    }
                }
            } catch (Bad bad) {
                return new Parted.Refused(bad.fault.under(String.join(".", path)));
            }
        }
        return new Parted.Done(taken);
    }

    /** The names by which the attachments of a resource name their content. */
    public static List<String> names(ItemType type, ObjectNode resource) {
        return type.attachments().stream()
                .flatMap(path -> Elements.at(resource, path).stream())
                .map(attachment -> attachment.path("url").asText(""))
                .toList();
    }

    private Optional<Taken> take(ItemId id, ObjectNode attachment, Function<String, Optional<ObjectNode>> binaries) {
        String url = attachment.path("url").asText("");
        if (attachment.path("data").isTextual()) {
            return Optional.of(new Taken("", content(id, attachment, attachment.get("data"), "data")));
        }
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectNode> binary = binaries.apply(url);
        if (binary.isEmpty()) {
            checkElsewhere(url, id);
            return Optional.empty();
        }
        JsonNode type = binary.get().path("contentType");
        if (attachment.has("contentType")
                && !sameType(attachment.get("contentType").asText(), type.asText())) {
            throw new Bad("contentType", "The Binary is of another type");
        }
        attachment.set("contentType", type);
        return Optional.of(new Taken(url, content(id, attachment, binary.get().path("data"), "url")));
    }

    private static boolean sameType(String one, String other) {
        return one.split(";", 2)[0].strip().equalsIgnoreCase(other.split(";", 2)[0].strip());
    }

    /** It stays with its source, or is a Binary that the record gave the same patient's item before. */
    private static void checkElsewhere(String url, ItemId id) {
        int colon = url.indexOf(':');
        boolean elsewhere =
                colon > 0 && ELSEWHERE.contains(url.substring(0, colon).toLowerCase(java.util.Locale.ROOT));
        boolean ours = url.startsWith("Binary/")
                && ItemId.parse(url.substring("Binary/".length()))
                        .filter(content -> content.sourcePatient().equals(id.sourcePatient()))
                        .isPresent();
        if (!elsewhere && !ours) {
            throw new Bad("url", "The message does not have what this refers to");
        }
    }

    private DocumentContent content(ItemId id, ObjectNode attachment, JsonNode data, String place) {
        String type = attachment.path("contentType").asText("");
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new Bad("contentType", "A document says what type it is of");
        }
        byte[] bytes = bytes(data, place);
        checkHash(attachment, bytes);
        if (attachment.has("size") && attachment.get("size").asLong() != bytes.length) {
            throw new Bad("size", "The content has another size");
        }
        String name = id.item() + "|" + type + "|" + HexFormat.of().formatHex(digest("SHA-256", bytes));
        DocumentContent content =
                new DocumentContent(new ItemId(id.sourcePatient(), ItemId.named(name)), id.item(), type, bytes);
        JsonNode _ = attachment.remove("data");
        attachment.put("url", content.reference()).put("size", bytes.length);
        attachment.put("hash", Base64.getEncoder().encodeToString(digest("SHA-1", bytes)));
        return content;
    }

    private byte[] bytes(@Nullable JsonNode data, String place) {
        String text = data == null ? "" : data.asText("");
        if (text.isEmpty()) {
            throw new Bad(place, "The document is empty");
        }
        if (text.length() / 4L * 3 > maxBytes * 2L) {
            throw new Bad(place, "The document is over the limit");
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Bad(place, "This is not base64");
        }
        if (bytes.length > maxBytes || bytes.length == 0) {
            throw new Bad(place, bytes.length == 0 ? "The document is empty" : "The document is over the limit");
        }
        return bytes;
    }

    /** R4 has SHA-1 (Attachment.hash); a SHA-256 that a source gives instead is held to as well. */
    private static void checkHash(ObjectNode attachment, byte[] bytes) {
        if (!attachment.path("hash").isTextual()) {
            return;
        }
        try {
            byte[] hash = Base64.getMimeDecoder().decode(attachment.get("hash").textValue());
            if (MessageDigest.isEqual(hash, digest(hash.length == SHA_1 ? "SHA-1" : "SHA-256", bytes))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // falls to the refusal below
        }
        throw new Bad("hash", "The content has another hash");
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
