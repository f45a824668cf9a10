package care.weald.identity.feed;

import care.weald.identity.feed.FeedBundle.PatientEntry;
import care.weald.identity.feed.FeedBundle.Request;
import care.weald.identity.feed.PatientReader.Accepted;
import care.weald.identity.feed.PatientReader.Row;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.platform.Problem.Kind;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.ZonedDateTime;

/**
 * Reads one line of a file of Patients as if it had been sent by itself, under the identifier that names the registration
 * best (IHE ITI-104): the same things are refused.
 */
final class LineReader {

    private static final Request CREATE = new Request("POST", "Patient", "");

    private final String organisation;
    private final long maxSize;
    private final ZonedDateTime now;

    /** A reader of what {@code organisation} sends {@code now}; a Patient of more than {@code maxSize} bytes is refused. */
    LineReader(String organisation, long maxSize, ZonedDateTime now) {
        this.organisation = organisation;
        this.maxSize = maxSize;
        this.now = now;
    }

    /** Reads {@code line}, whose row is {@code place}. */
    Row read(int place, byte[] line) {
        Buffer patient = Buffer.buffer();
        try (JsonParser in = BundleReader.STRICT.createParser(line)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return fault(place, "An object is wanted on each line");
            }
            int from = (int) in.currentTokenLocation().getByteOffset();
            String type = type(in);
            int to = (int) in.currentLocation().getByteOffset();
            if (!type.equals("Patient") || in.nextToken() != null) {
                return fault(place, "One Patient is wanted on each line");
            }
            patient.appendBytes(line, from, to - from);
        } catch (IOException e) {
            return fault(place, "This is not well-formed JSON, has a key twice, or is nested too deep");
        }
        Row row = PatientReader.read(new PatientEntry(place, "", CREATE, patient), organisation, maxSize, now);
        return row instanceof Accepted accepted ? accepted.searching(searched(accepted)) : row;
    }

    private static String type(JsonParser in) throws IOException {
        String type = "";
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            if (field.equals("resourceType") && value == JsonToken.VALUE_STRING) {
                type = in.getText();
            }
            in.skipChildren();
        }
        return type;
    }

    /** The registration may be known by another identifier than the one that would name it here. */
    private static Target searched(Accepted accepted) {
        NhsNumber number = accepted.about().nhsNumber();
        return accepted.key().system().equals(NhsNumber.SYSTEM) && number != null
                ? new Target.ByNumber(number)
                : new Target.ById(accepted.key().id());
    }

    private static Fault fault(int place, String detail) {
        return new Fault(Kind.INVALID_CONTENT, detail, place, "Patient");
    }
}
