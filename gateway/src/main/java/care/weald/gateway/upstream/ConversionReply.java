package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** What record-service made of an HL7 v2 message. */
public sealed interface ConversionReply {

    /** What an acknowledgement repeats of the message's header; missing when the message has none. */
    JsonNode header();

    /** It is this Bundle. */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record Converted(JsonNode header, byte[] bundle) implements ConversionReply {

        @Override
        public String toString() {
            return "Converted[***]";
        }
    }

    /**
     * It is not taken.
     *
     * @param acknowledgement AE or AR
     * @param error code of HL7 table 0357
     * @param detail why, in fixed words
     */
    record Refused(JsonNode header, Fault fault, String acknowledgement, int error, String detail)
            implements ConversionReply {}

    /** Reads an answer. */
    static ConversionReply read(String service, Reply reply) {
        JsonNode header = header(reply.header("Weald-Message"));
        if (reply.isOk()) {
            return new Converted(header, reply.body().getBytes());
        }
        JsonNode problem = reply.json();
        Fault fault = reply.fault(service);
        return new Refused(
                header,
                fault,
                problem.path("acknowledgement").asText("AR"),
                problem.path("error").asInt(207),
                problem.path("detail").asText(""));
    }

    private static JsonNode header(String json) {
        try {
            return json.isEmpty() ? MissingNode.getInstance() : new ObjectMapper().readTree(json);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
