package care.weald.identity.feed;

import care.weald.identity.feed.FeedBundle.PatientEntry;
import care.weald.identity.feed.FeedBundle.Request;
import care.weald.identity.platform.Problem.Kind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Bundle in one pass without making a tree of it: Patient entries are cut out byte for byte, everything else is
 * only searched for references. Nesting over 64 levels and anything but UTF-8 JSON are faults, and so is a key twice in
 * what is read here: the Bundle, its entries, their requests, each Patient. A key twice elsewhere is found by
 * record-service, which reads every entry before a Patient is stored.
 */
final class BundleReader {

    /** What reading a message says. */
    sealed interface Reading permits FeedBundle, Fault {}

    private static final JsonFactory JSON = factory(false);
    /** Refuses a key twice. */
    static final JsonFactory STRICT = factory(true);

    private static final Set<String> READ =
            Set.of("resourceType", "type", "entry", "fullUrl", "request", "resource", "method", "url", "ifNoneExist");
    private static final int PREFIX = "Patient".length();

    private final byte[] body;
    private final JsonParser in;
    private final List<PatientEntry> patients = new ArrayList<>();
    private final Set<String> references = new HashSet<>();
    private String resourceType = "";
    private String type = "";
    private int index = Fault.WHOLE;

    private BundleReader(byte[] body, JsonParser in) {
        this.body = body;
        this.in = in;
    }

    private static JsonFactory factory(boolean strict) {
        return new JsonFactoryBuilder()
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(32 * 1024 * 1024)
                        .build())
                .build();
    }

    /** Reads {@code body}. */
    static Reading read(byte[] body) {
        try (JsonParser in = JSON.createParser(body)) {
            BundleReader reader = new BundleReader(body, in);
            try {
                return reader.bundle();
            } catch (IOException e) {
                return reader.fault("This is not well-formed JSON, has a key twice, or is nested too deep");
            } catch (WrongShape e) {
                return reader.fault("An object, array or string of another kind is wanted here");
            }
        } catch (IOException e) {
            return new Fault(Kind.INVALID_CONTENT, "This is not JSON", Fault.WHOLE, "Bundle");
        }
    }

    /** Ends the pass at a value of the wrong kind. */
    private static final class WrongShape extends Exception {}

    /** The keys of one object that this service reads; each MUST come once. */
    private final class Keys {
        private final Set<String> seen = HashSet.newHashSet(6);

        /** The next key, or null at the end of the object. */
        @Nullable
        String next() throws IOException {
            String field = in.nextFieldName();
            if (field != null && READ.contains(field) && !seen.add(field)) {
                throw new JsonParseException(in, "twice");
            }
            return field;
        }
    }

    private Fault fault(String detail) {
        String place = index == Fault.WHOLE ? "Bundle" : "Bundle.entry[" + index + "]";
        return new Fault(Kind.INVALID_CONTENT, detail, index, place);
    }

    private Reading bundle() throws IOException, WrongShape {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        Keys keys = new Keys();
        for (String field = keys.next(); field != null; field = keys.next()) {
            switch (field) {
                case "resourceType" -> resourceType = text();
                case "type" -> type = text();
                case "entry" -> entries();
                default -> skip();
            }
        }
        if (in.nextToken() != null) {
            throw new WrongShape();
        }
        if (!resourceType.equals("Bundle")) {
            return fault("A Bundle is wanted");
        }
        return type.equals("transaction") || type.equals("batch")
                ? new FeedBundle(type.equals("transaction"), patients, references)
                : new Fault(Kind.UNPROCESSABLE, "A transaction or batch is wanted", Fault.WHOLE, "Bundle.type");
    }

    private void entries() throws IOException, WrongShape {
        expect(in.nextToken(), JsonToken.START_ARRAY);
        for (index = 0; in.nextToken() != JsonToken.END_ARRAY; index++) {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            entry();
        }
        index = Fault.WHOLE;
    }

    private void entry() throws IOException, WrongShape {
        String fullUrl = "";
        Request request = Request.NONE;
        Cut cut = Cut.NONE;
        Keys keys = new Keys();
        for (String field = keys.next(); field != null; field = keys.next()) {
            switch (field) {
                case "fullUrl" -> fullUrl = text();
                case "request" -> request = request();
                case "resource" -> cut = resource();
                default -> skip();
            }
        }
        boolean bare = cut.type().isEmpty() && (request.url() + "?").matches("Patient[?/].*");
        if (cut.type().equals("Patient") || bare) {
            patients.add(new PatientEntry(index, fullUrl, request, cut.bytes()));
        }
    }

    private Request request() throws IOException, WrongShape {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        String method = "";
        String url = "";
        String ifNoneExist = "";
        Keys keys = new Keys();
        for (String field = keys.next(); field != null; field = keys.next()) {
            switch (field) {
                case "method" -> method = text();
                case "url" -> url = text();
                case "ifNoneExist" -> ifNoneExist = text();
                default -> skip();
            }
        }
        return new Request(method, url, ifNoneExist);
    }

    /** A resource: its type, and its bytes if it is a Patient. */
    private record Cut(String type, Buffer bytes) {
        static final Cut NONE = new Cut("", Buffer.buffer());
    }

    private Cut resource() throws IOException, WrongShape {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        int from = (int) in.currentTokenLocation().getByteOffset();
        String found = "";
        for (int depth = 1; depth > 0; ) {
            JsonToken token = in.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING) {
                String field = in.currentName();
                if (depth == 1 && "resourceType".equals(field)) {
                    found = found.isEmpty() ? in.getText() : twice();
                } else if ("reference".equals(field) && mayBePatient()) {
                    refer(in.getText());
                }
            }
        }
        int to = (int) in.currentLocation().getByteOffset();
        if (from < 0 || to < from) {
            throw new WrongShape();
        }
        if (!found.equals("Patient")) {
            return new Cut(found.isEmpty() ? "none" : found, Buffer.buffer());
        }
        checkKeys(from, to);
        return new Cut(found, Buffer.buffer().appendBytes(body, from, to - from));
    }

    private String twice() throws IOException {
        throw new JsonParseException(in, "twice");
    }

    private void checkKeys(int from, int to) throws IOException {
        try (JsonParser patient = STRICT.createParser(body, from, to - from)) {
            patient.nextToken();
            patient.skipChildren();
        }
    }

    private boolean mayBePatient() throws IOException {
        char after = in.getTextLength() > PREFIX ? in.getTextCharacters()[in.getTextOffset() + PREFIX] : ' ';
        return after == '/' || after == '?';
    }

    private void refer(String reference) {
        if (reference.startsWith("Patient?") || reference.startsWith("Patient/")) {
            references.add(reference);
        }
    }

    private String text() throws IOException, WrongShape {
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        return in.getText();
    }

    private void skip() throws IOException {
        in.nextToken();
        in.skipChildren();
    }

    private static void expect(JsonToken found, JsonToken wanted) throws WrongShape {
        if (found != wanted) {
            throw new WrongShape();
        }
    }
}
