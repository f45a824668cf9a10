package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Services;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bundles put together from bytes; resources in them are never read. */
final class Bundles {

    private Bundles() {}

    /** A searchset of one Patient. Its self link names no identifier. */
    static byte[] ofPatient(byte[] patient, String person, String base) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(patient.length + 400);
        write(out, head(base, 1) + ",\"entry\":[");
        writeEntry(out, patient, person, base);
        write(out, "]}");
        return out.toByteArray();
    }

    /** The searchset that stands for nobody: the same bytes for whoever is absent and whoever is hidden. */
    static byte[] empty(String base) {
        return (head(base, 0) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String head(String base, int total) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":" + total
                + ",\"link\":[{\"relation\":\"self\",\"url\":\"" + base + "\"}]";
    }

    /**
     * record-service's Bundle with the Patient as its first entry. {@link Content#entryOffset()} is where the first
     * entry stands, or would.
     */
    static byte[] withPatient(Content bundle, byte[] patient, String person, String base) {
        byte[] json = bundle.json();
        int at = bundle.entryOffset();
        if (at < 1 || at >= json.length || json[at - 1] != '[') {
            throw Faulted.unavailable(Services.RECORD, "no-entry-offset");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + patient.length + 200);
        out.write(json, 0, at);
        writeEntry(out, patient, person, base);
        if (json[at] != ']') {
            out.write(',');
        }
        out.write(json, at, json.length - at);
        return out.toByteArray();
    }

    private static void writeEntry(ByteArrayOutputStream out, byte[] patient, String person, String base) {
        write(out, "{\"fullUrl\":\"" + base + "/Patient/" + person + "\",\"resource\":");
        out.writeBytes(patient);
        write(out, ",\"search\":{\"mode\":\"match\"}}");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
