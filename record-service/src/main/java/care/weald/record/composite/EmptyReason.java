package care.weald.record.composite;

/** Why a List is empty (R4 list-empty-reason, UKCore-ListEmptyReasonCode). */
enum EmptyReason {
    /** The caller's job role does not see this, whether or not there is any. */
    WITHHELD(
            EmptyReason.R4,
            "withheld",
            "Information Withheld",
            "Not shown to this job role, whether or not there is any"),
    /** A source that sends this has not been heard of for too long. */
    UNAVAILABLE(EmptyReason.R4, "unavailable", "Unavailable", "Not all sources of this have been heard of"),
    /** Those who send this have sent nothing. */
    NO_CONTENT(
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-ListEmptyReasonCode",
            "no-content-recorded",
            "No Content Recorded",
            "Nothing is recorded by those who send this; it does not mean that there is nothing"),
    /** Nobody who has this person registered sends it. */
    NOT_ASKED(EmptyReason.R4, "notasked", "Not Asked", "No source of this person's record sends this"),
    /** Nothing has been promised, so nothing can be said. */
    UNKNOWN(EmptyReason.R4, "unavailable", "Unavailable", "It is not known who sends this");

    private static final String R4 = "http://terminology.hl7.org/CodeSystem/list-empty-reason";

    private final String json;

    EmptyReason(String system, String code, String display, String text) {
        this.json = "{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + code + "\",\"display\":\"" + display
                + "\"}],\"text\":\"" + text + "\"}";
    }

    /** As a CodeableConcept. */
    String json() {
        return json;
    }
}
