package care.weald.gateway.outcome;

import java.util.regex.Pattern;

/**
 * What is wrong with a request, as far as its caller may know.
 *
 * @param kind the kind, of a closed list
 * @param place the parameter, header, or element (FHIRPath) at fault; empty when it is the whole
 * @param reason id of the rule that refused, empty where there is none or the caller may not know
 * @param override whether the caller is one who may override what hides a person; it says nothing of any person
 */
public record Fault(Kind kind, String place, String reason, boolean override) {

    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_.:$\\[\\]-]{1,200}");
    private static final Pattern REASON = Pattern.compile("[a-z0-9-]{1,60}");

    /**
     * The kinds: those of {@code docs/contracts/problems.json} and the entrance's own; each with its status, its
     * {@code issue-type}, its code of UKCore-SpineErrorOrWarningCode and the words a caller sees.
     */
    public enum Kind {
        INVALID_CONTENT(400, "structure", "VALIDATION_ERROR", "The content cannot be read"),
        INVALID_PARAMETER(400, "invalid", "INVALID_SEARCH_DATA", "A parameter is not known or not valid"),
        INVALID_IDENTIFIER(400, "value", "INVALID_RESOURCE_ID", "An identifier is not valid"),
        MISSING_PARAMETER(400, "required", "MISSING_VALUE", "A parameter that must be there is missing"),
        MISSING_PURPOSE(400, "required", "MISSING_VALUE", "The access token states no known purpose of use"),
        BAD_HEADER(400, "invalid", "PRECONDITION_FAILED", "A header is not valid"),
        BAD_PATH(400, "invalid", "UNSUPPORTED_SERVICE", "The path is not spelt as paths are here"),
        UNAUTHENTICATED(401, "login", "ACCESS_DENIED", "A valid access token is needed"),
        REFUSED(403, "forbidden", "ACCESS_DENIED", "The request is refused"),
        NOT_FOUND(404, "not-found", "RESOURCE_NOT_FOUND", "There is no such resource to be seen"),
        NO_SUCH_PATH(404, "not-supported", "UNSUPPORTED_SERVICE", "Nothing is offered under this path"),
        NOT_SUPPORTED(405, "not-supported", "UNSUPPORTED_SERVICE", "This method is not offered here"),
        NOT_ACCEPTABLE(406, "not-supported", "UNSUPPORTED_VALUE", "Answers are FHIR JSON or FHIR XML"),
        CONFLICT(409, "conflict", "RESOURCE_VERSION_MISMATCH", "The request conflicts with what is stored"),
        STALE(412, "conflict", "RESOURCE_VERSION_MISMATCH", "Somebody changed it since it was read"),
        TOO_LARGE(413, "too-long", "TOO_MANY_VALUES_SUBMITTED", "The content is over the limit"),
        UNSUPPORTED_MEDIA(415, "not-supported", "UNSUPPORTED_VALUE", "This content type is not taken here"),
        UNPROCESSABLE(422, "business-rule", "INVALID_VALUE", "The content breaks a rule"),
        PRECONDITION_REQUIRED(428, "required", "PRECONDITION_FAILED", "If-Match must say which version was read"),
        TOO_MANY(429, "throttled", "UNABLE_TO_CALL_SERVICE", "Too many requests: wait as long as Retry-After says"),
        INTERNAL(500, "exception", "FAILURE_TO_PROCESS_MESSAGE", "The failure is in the log under this request's id"),
        UNAVAILABLE(503, "transient", "UNABLE_TO_CALL_SERVICE", "Something needed is away: try again shortly");

        private final int status;
        private final String issueType;
        private final String spineCode;
        private final String words;

        Kind(int status, String issueType, String spineCode, String words) {
            this.status = status;
            this.issueType = issueType;
            this.spineCode = spineCode;
            this.words = words;
        }

        /** HTTP status code. */
        public int status() {
            return status;
        }

        String issueType() {
            return issueType;
        }

        String spineCode() {
            return spineCode;
        }

        /** The words that a caller sees. */
        public String words() {
            return words;
        }
    }

    /** Keeps only places and reasons that cannot carry what was sent. */
    public Fault {
        place = PLACE.matcher(place).matches() ? place : "";
        reason = REASON.matcher(reason).matches() ? reason : "";
    }

    /** A fault of the whole request. */
    public static Fault of(Kind kind) {
        return new Fault(kind, "", "", false);
    }

    /** The same fault with its place, which is dropped when it is not plainly a place. */
    public Fault at(String where) {
        return new Fault(kind, where, reason, override);
    }

    /** The same fault with the id of the rule that refused. */
    public Fault because(String rule) {
        return new Fault(kind, place, rule, override);
    }

    /** The same fault, telling of {@code $override} if {@code may}. */
    public Fault telling(boolean may) {
        return new Fault(kind, place, reason, may);
    }

    /** HTTP status code. */
    public int status() {
        return kind.status();
    }
}
