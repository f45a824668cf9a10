package care.weald.record.feed;

import care.weald.record.item.Crockford;
import care.weald.record.item.ItemId;
import care.weald.record.platform.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Writes the answer to a feed message (services.md, record-service). */
final class FeedAnswer {

    private FeedAnswer() {}

    /** The entries of the answer, in the message's order; {@code null} where identity-service owns one. */
    static byte[] entries(List<Rendering> renderings, Instant now) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (Rendering rendering : renderings) {
            switch (rendering) {
                case Rendering.NotOurs notOurs -> entries.addNull();
                case Rendering.Accepted accepted -> entries.add(accepted.answer());
                case Rendering.NewItem item ->
                    stored(
                            entries.addObject(),
                            item.row().entry().names().type() + "/"
                                    + new ItemId(
                                            item.row().entry().sourcePatient(),
                                            item.row().entry().item()),
                            item.row().version(),
                            item.row().version() == 1,
                            now);
                case Rendering.NewEntry entry ->
                    stored(
                            entries.addObject(),
                            entry.row().type() + "/"
                                    + Crockford.encode(entry.row().entry()),
                            entry.row().version(),
                            entry.row().version() == 1,
                            now);
                case Rendering.Content content ->
                    entries.addObject()
                            .put("status", content.isNew() ? "201 Created" : "200 OK")
                            .put("location", content.reference())
                            .put("lastModified", now.toString());
                case Rendering.Unchanged same ->
                    stored(entries.addObject(), same.reference(), same.version(), false, same.at());
                case Rendering.Refused refused -> refused(entries.addObject(), refused);
            }
        }
        return bytes(entries);
    }

    /** Of an earlier answer (gzip), each entry that was accepted, by its index. */
    static Map<Integer, JsonNode> accepted(byte[] answer) {
        Map<Integer, JsonNode> accepted = new HashMap<>();
        try {
            int index = 0;
            for (JsonNode entry : Json.AGAIN.readTree(gunzip(answer))) {
                if (entry.isObject() && !entry.has("problem")) {
                    accepted.put(index, entry);
                }
                index++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return accepted;
    }

    private static void stored(ObjectNode entry, String reference, int version, boolean created, Instant at) {
        entry.put("status", created ? "201 Created" : "200 OK");
        entry.put("location", reference + "/_history/" + version);
        entry.put("etag", "W/\"" + version + "\"");
        entry.put("lastModified", at.toString());
    }

    private static void refused(ObjectNode entry, Rendering.Refused refused) {
        Problem problem = FeedMessage.problem(refused.index(), refused.fault());
        entry.put("status", problem.status() == 400 ? "400 Bad Request" : "422 Unprocessable Entity");
        ObjectNode node = entry.putObject("problem");
        node.put("type", problem.type());
        node.put("title", problem.title());
        node.put("status", problem.status());
        node.put("detail", problem.detail());
        node.put("entry", refused.index());
        node.put("place", String.valueOf(problem.more().get("place")));
    }

    /** The whole answer. */
    static byte[] whole(String message, String state, byte[] entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(entries.length + 200);
        out.writeBytes("{\"message\":".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes(JsonNodeFactory.instance.textNode(message)));
        out.writeBytes((",\"state\":\"" + state + "\",\"entries\":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(entries);
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return Json.MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 8 + 64);
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8_192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    static byte[] gunzip(byte[] content) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
