package care.weald.record.history;

import care.weald.record.item.ItemBytes;
import care.weald.record.item.ShownItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A history Bundle put together from stored bytes (FHIR R4 http, 3.1.0.9). */
final class HistoryBundle {

    private HistoryBundle() {}

    /** The Bundle of these versions of one item; {@code url} is where it was asked for. */
    static byte[] write(String publicBase, String url, UUID person, long total, List<ShownItem> versions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024 + versions.size() * 2_048);
        text(
                out,
                "{\"resourceType\":\"Bundle\",\"type\":\"history\",\"total\":" + total
                        + ",\"link\":[{\"relation\":\"self\",\"url\":\"" + url + "\"}]");
        String before = ",\"entry\":[";
        for (ShownItem version : versions) {
            String reference = version.type() + "/" + version.id();
            text(out, before + "{\"fullUrl\":\"" + publicBase + "/" + reference + "\",\"resource\":");
            out.writeBytes(ItemBytes.of(version, person));
            text(
                    out,
                    ",\"request\":{\"method\":\"PUT\",\"url\":\"" + reference + "\"},\"response\":{\"status\":\""
                            + (version.version() == 1 ? "201 Created" : "200 OK") + "\",\"etag\":\"W/\\\""
                            + version.version() + "\\\"\",\"lastModified\":\"" + version.receivedAt() + "\"}}");
            before = ",";
        }
        text(out, versions.isEmpty() ? "}" : "]}");
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
