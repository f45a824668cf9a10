package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Answer.Released;
import care.weald.gateway.enforcement.Answer.Withheld;
import care.weald.gateway.fhir.FeedFlow.Message;
import care.weald.gateway.fhir.SettingAside.Why;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.upstream.ConversionReply;
import care.weald.gateway.upstream.ConversionReply.Refused;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One HL7 v2 message in hand, with what is learned of it for its acknowledgement. Of one request, and so of one thread at a time. */
final class Hl7Hand {

    private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[([0-9]{1,6})](.*)");
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] message;
    private final String charset;
    private final String mediaType;
    private volatile Hl7Acknowledgement acknowledgement;
    private volatile @Nullable Refused refused;
    private volatile @Nullable Message fed;

    /**
     * A message.
     *
     * @param charset what its content type states, or empty
     * @param mediaType the content type of its acknowledgement
     */
    Hl7Hand(byte[] message, String charset, String mediaType, Hl7Acknowledgement acknowledgement) {
        this.message = message;
        this.charset = charset;
        this.mediaType = mediaType;
        this.acknowledgement = acknowledgement;
    }

    byte[] message() {
        return message;
    }

    String charset() {
        return charset;
    }

    /** Its content type. */
    String sentAs() {
        return charset.isEmpty() ? "application/hl7-v2" : "application/hl7-v2; charset=" + charset;
    }

    /** What the reader of messages said of it. */
    void learn(ConversionReply reply) {
        acknowledgement = acknowledgement.with(reply.header());
        refused = reply instanceof Refused because ? because : null;
    }

    /** It is sent on as this Bundle. */
    void fed(Message bundle) {
        fed = bundle;
    }

    /** What says that it is stored. */
    byte[] accepted() {
        return acknowledgement.accepted();
    }

    /** The acknowledgement of {@code answer}. */
    Response response(Answer answer) {
        return switch (answer) {
            case Released released ->
                Response.ok(released.content().json(), mediaType)
                        .header("X-Weald-Receipt", released.receipt())
                        .build();
            case Withheld withheld -> {
                Fault fault = withheld.fault();
                Response.ResponseBuilder response =
                        Response.status(fault.status()).type(mediaType).entity(negative(fault));
                yield (fault.status() == 503 ? response.header("Retry-After", "2") : response).build();
            }
        };
    }

    private byte[] negative(Fault fault) {
        Refused because = refused;
        return because != null && because.fault().equals(fault)
                ? acknowledgement.refused(because)
                : acknowledgement.failed(fault, segment(fault.place()), words(fault));
    }

    /** Why the message is refused, as its acknowledgement says it. */
    Why why(Fault fault) {
        Refused because = refused;
        return because != null && because.fault().equals(fault)
                ? new Why(fault.place(), because.detail())
                : new Why(segment(fault.place()), words(fault));
    }

    private static String words(Fault fault) {
        if (fault.place().equals("Bundle.identifier")) {
            return "Another message came under this control id before";
        }
        Matcher form = ENTRY.matcher(fault.place());
        String element = form.matches() ? form.group(2).replaceFirst("^\\.resource\\.?", "") : "";
        return fault.kind().words()
                + (element.isEmpty() ? "" : " (" + element + ")")
                + (fault.reason().isEmpty() ? "" : " [" + fault.reason() + "]");
    }

    /** The segment of the message that the entry at {@code place} was made of. */
    private String segment(String place) {
        if (place.equals("Bundle.identifier")) {
            return "MSH-10";
        }
        Message bundle = fed;
        Matcher form = ENTRY.matcher(place);
        if (bundle == null || !form.matches()) {
            return place.startsWith("Bundle") ? "" : place;
        }
        int entry = Integer.parseInt(form.group(1));
        int[] places = bundle.head().entries();
        return 2 * entry + 1 < places.length ? id(bundle.json(), places[2 * entry], places[2 * entry + 1]) : "";
    }

    /** The {@code id} with which record-service begins each entry. */
    private static String id(byte[] json, int from, int to) {
        try (JsonParser parser = JSON.createParser(json, from, to - from)) {
            boolean isId = parser.nextToken() == JsonToken.START_OBJECT && "id".equals(parser.nextFieldName());
            String id = isId ? parser.nextTextValue() : null;
            return id == null ? "" : id;
        } catch (IOException e) {
            return "";
        }
    }
}
