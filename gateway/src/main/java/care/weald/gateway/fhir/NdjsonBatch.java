package care.weald.gateway.fhir;

import care.weald.gateway.fhir.NdjsonLines.Line;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Some lines of a file as a batch Bundle: each resource under its own id, a Patient under its identifiers. The bytes of a
 * line stay as they came. The id of an entry is the number of its line, and its first member.
 *
 * @param numbers the number of the line that each entry is
 * @param faults lines that are no resource and so no entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NdjsonBatch(byte[] bundle, List<Long> numbers, List<LineFault> faults) {

    /** The first byte of a byte order mark in UTF-8. */
    private static final int MARK = 0xEF;

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(24 * 1_024 * 1_024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    NdjsonBatch {
        numbers = List.copyOf(numbers);
        faults = List.copyOf(faults);
    }

    /** Why a line is refused. */
    record LineFault(long line, Fault fault) {}

    /** What a line says it is; {@code id} may be empty. */
    private record Head(String type, String id) {}

    /** The batch of {@code lines}. CPU work: not for an event loop. */
    static NdjsonBatch of(List<Line> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1_024);
        List<Long> numbers = new ArrayList<>();
        List<LineFault> faults = new ArrayList<>();
        write(out, "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[");
        for (Line line : lines) {
            Optional<Head> head = line.content().length == 0 ? Optional.empty() : head(line.content());
            if (head.isPresent()) {
                write(out, (numbers.isEmpty() ? "" : ",") + "{\"id\":\"" + line.number() + "\",\"resource\":");
                out.writeBytes(line.content());
                write(out, ",\"request\":" + request(head.get()) + "}");
                numbers.add(line.number());
            } else {
                Kind kind = line.content().length == 0 ? Kind.TOO_LARGE : Kind.INVALID_CONTENT;
                faults.add(new LineFault(line.number(), Fault.of(kind)));
            }
        }
        write(out, "]}");
        return new NdjsonBatch(out.toByteArray(), numbers, faults);
    }

    private static String request(Head head) {
        boolean isNamed = !head.id().isEmpty() && !head.type().equals("Patient");
        return isNamed
                ? "{\"method\":\"PUT\",\"url\":\"" + head.type() + "/" + head.id() + "\"}"
                : "{\"method\":\"POST\",\"url\":\"" + head.type() + "\"}";
    }

    /** What is in another form, or begins with a byte order mark, would spoil the others' Bundle. */
    private static boolean isUtf8(JsonParser parser, byte[] line) {
        return parser instanceof UTF8StreamJsonParser && (line[0] & 0xFF) != MARK;
    }

    /** What the line is, when it is one resource and nothing else. */
    private static Optional<Head> head(byte[] line) {
        String type = "";
        String id = "";
        try (JsonParser parser = STRICT.createParser(line)) {
            if (!isUtf8(parser, line) || parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                type = isText && name.equals("resourceType") ? parser.getText() : type;
                id = isText && name.equals("id") ? parser.getText() : id;
                parser.skipChildren();
            }
            boolean isRight = parser.nextToken() == null
                    && TYPE.matcher(type).matches()
                    && (id.isEmpty() || ID.matcher(id).matches());
            return isRight ? Optional.of(new Head(type, id)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "NdjsonBatch[" + numbers.size() + "]";
    }
}
