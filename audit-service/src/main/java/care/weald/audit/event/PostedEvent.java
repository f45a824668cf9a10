package care.weald.audit.event;

import java.time.Instant;
import java.util.UUID;

/**
 * The gateway's facts about one request. They never say who asked, for whom or what was allowed: tokens do.
 *
 * @param id the event's id, a UUIDv7 made by the gateway; the same id again is the same event
 * @param subtype code of {@code http://hl7.org/fhir/restful-interaction}
 * @param action {@code C}, {@code R}, {@code U}, {@code D} or {@code E}
 * @param outcome {@code 0} success, {@code 4} minor, {@code 8} serious, {@code 12} major failure
 * @param request what was asked
 * @param reported when the gateway says it happened
 * @param disclosure what left
 * @param bodyHash SHA-256 of the body to be released, in hex; empty when there is none
 * @param status HTTP status of the answer
 */
public record PostedEvent(
        UUID id,
        String subtype,
        String action,
        String outcome,
        Request request,
        Instant reported,
        Disclosure disclosure,
        String bodyHash,
        int status) {

    /**
     * What was asked of the gateway.
     *
     * @param path the path under the FHIR base
     * @param query the query string, empty when there is none
     * @param id the {@code X-Request-ID}
     * @param remote the client's address, empty when it is not known
     */
    public record Request(String method, String path, String query, UUID id, String remote) {

        /** Method and path. */
        public String target() {
            return method + " " + path;
        }

        /** Method, path and query. */
        public String line() {
            return query.isEmpty() ? target() : target() + "?" + query;
        }
    }

    /** True when the gateway says that the request was answered as asked. */
    public boolean isSuccess() {
        return outcome.equals("0");
    }
}
