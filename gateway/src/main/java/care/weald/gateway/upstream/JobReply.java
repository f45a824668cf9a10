package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;
import com.fasterxml.jackson.databind.JsonNode;

/** What a service answered about work that it does in the background (FHIR R4, asynchronous pattern). */
public sealed interface JobReply {

    /** The work is under way; the JSON names a job that has just begun. */
    record Running(JsonNode json, String progress) implements JobReply {}

    /** It is over; the JSON is as docs/contracts/services.md says. */
    record Over(JsonNode json) implements JobReply {}

    /** There is no such job, or it was not begun. */
    record Rejected(Fault fault) implements JobReply {}

    /** Reads an answer. */
    static JobReply read(String service, Reply reply) {
        return switch (reply.status()) {
            case 202 -> new Running(reply.json(), reply.header("X-Progress"));
            case 200 -> new Over(reply.json());
            default -> new Rejected(reply.fault(service));
        };
    }
}
