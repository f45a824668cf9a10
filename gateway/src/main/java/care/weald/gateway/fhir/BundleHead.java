package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the gateway reads of a feed: that it is one JSON object, not nested too deeply, whose own members have one value
 * each, that it is a Bundle, of which type, and where each entry stands. All else is for the services; a name twice
 * anywhere below is found by record-service, which reads every entry before anything is stored.
 *
 * @param entries for each entry the place of its first byte, and of the first byte after it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BundleHead(String type, int[] entries) {

    private static final int DEEPEST = 60;
    private static final int PEEKED = 8_192;
    private static final int MOST_MEMBERS = 100;
    private static final Set<String> TYPES = Set.of("transaction", "batch", "message");
    private static final Set<String> HEAD = Set.of("resourceType", "type");
    private static final Pattern XML_TYPE = Pattern.compile("<type\\s+value\\s*=\\s*[\"'](transaction|batch)[\"']");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(32 * 1_024 * 1_024)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(JSON);

    /** Reads a transaction, batch or message; anything else fails with {@link Faulted}. */
    static BundleHead read(byte[] json) {
        Map<String, String> members = new HashMap<>();
        IntStream.Builder places = IntStream.builder();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Xml.unreadable();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                boolean wanted = value == JsonToken.VALUE_STRING && HEAD.contains(name);
                if (members.put(name, wanted ? parser.getText() : "") != null || members.size() > MOST_MEMBERS) {
                    throw Xml.unreadable();
                }
                if (name.equals("entry") && value == JsonToken.START_ARRAY) {
                    entries(parser, places);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw Xml.unreadable();
            }
        } catch (IOException e) {
            throw Xml.unreadable();
        }
        return of(
                members.getOrDefault("resourceType", ""),
                members.getOrDefault("type", ""),
                places.build().toArray());
    }

    private static void entries(JsonParser parser, IntStream.Builder places) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            if (from < 0 || to < from) {
                throw Xml.unreadable();
            }
            places.add(from).add(to);
        }
    }

    /** True for a message, which has to be made a transaction before it is stored. */
    boolean isMessage() {
        return type.equals("message");
    }

    /** True for a batch that begins with an AuditEvent (ITI-20): audit-service wants all its entries to be such. */
    boolean isOfEvents(byte[] json) {
        if (!type.equals("batch") || entries.length == 0) {
            return false;
        }
        try {
            JsonNode first = MAPPER.readTree(json, entries[0], entries[1] - entries[0]);
            return first.path("resource").path("resourceType").asText("").equals("AuditEvent");
        } catch (IOException e) {
            return false;
        }
    }

    /** What the audit trail calls it: FHIR knows no interaction of messages but the transaction that each becomes. */
    static String interaction(String type) {
        return type.equals("batch") ? type : "transaction";
    }

    /** The Bundle {@code json}, whose head this is, with only the entries {@code kept}: in each other's place is {@code {}}. */
    byte[] only(Set<Integer> kept, byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4_096 * kept.size() + 2 * entries.length + 64);
        out.writeBytes(ascii("{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":["));
        byte[] nothing = ascii("{}");
        for (int i = 0; 2 * i < entries.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            if (kept.contains(i)) {
                out.write(json, entries[2 * i], entries[2 * i + 1] - entries[2 * i]);
            } else {
                out.writeBytes(nothing);
            }
        }
        out.writeBytes(ascii("]}"));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The type that a Bundle in XML gives itself near its begin, for the audit trail; unread, so not to be relied on. */
    static String peek(byte[] xml) {
        String begin = new String(xml, 0, Math.min(xml.length, PEEKED), StandardCharsets.UTF_8);
        Matcher type = XML_TYPE.matcher(begin);
        return type.find() ? type.group(1) : "transaction";
    }

    private static BundleHead of(String resourceType, String type, int[] entries) {
        if (!resourceType.equals("Bundle")) {
            throw new Faulted(Fault.of(Kind.INVALID_CONTENT).at("Bundle.resourceType"), "bundle");
        }
        if (!TYPES.contains(type)) {
            throw new Faulted(Fault.of(Kind.INVALID_CONTENT).at("Bundle.type"), "bundle");
        }
        return new BundleHead(type, entries);
    }
}
