package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;
import com.fasterxml.jackson.databind.JsonNode;

/** What a service answered to a feed. */
public sealed interface FeedReply {

    /** The service took it; the JSON is as docs/contracts/services.md says. */
    record Taken(JsonNode json) implements FeedReply {}

    /** The whole feed is at fault. */
    record Rejected(Fault fault) implements FeedReply {}

    /** The fault of one entry, from the problem in its row. */
    static Fault fault(String service, JsonNode problem) {
        return Reply.fault(service, problem);
    }
}
