package care.weald.gateway.outcome;

import care.weald.gateway.platform.Format;
import java.nio.charset.StandardCharsets;

/**
 * The FHIR OperationOutcome of a fault. Its texts are a closed list and its places are plain, so nothing in it needs
 * escaping, and equal faults have equal bytes.
 */
public final class Outcome {

    private static final String SPINE = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SpineErrorOrWarningCode";
    private static final String REASONS = "urn:weald:reason";

    /** An operation that the caller may have: a URL relative to the FHIR base (row D4). */
    private static final String OVERRIDE = "https://weald.care/StructureDefinition/override";

    private static final String OPERATION = "Patient/$override";

    private Outcome() {}

    /** The outcome that goes with a searchset of nobody, for a caller who may override; the same whoever it is about. */
    static String overridable() {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{" + jsonOverride()
                + "\"severity\":\"information\",\"code\":\"informational\",\"details\":{\"coding\":[{\"system\":\""
                + REASONS + "\",\"code\":\"override-exists\"}]}}]}";
    }

    private static String jsonOverride() {
        return "\"extension\":[{\"url\":\"" + OVERRIDE + "\",\"valueUri\":\"" + OPERATION + "\"}],";
    }

    /** The resource in {@code format}, UTF-8. */
    public static byte[] of(Fault fault, Format format) {
        return (format == Format.XML ? xml(fault) : json(fault)).getBytes(StandardCharsets.UTF_8);
    }

    /** The resource as JSON text. */
    public static String json(Fault fault) {
        Fault.Kind kind = fault.kind();
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{"
                + (fault.override() ? jsonOverride() : "")
                + "\"severity\":\"error\",\"code\":\""
                + kind.issueType()
                + "\",\"details\":{\"coding\":[{\"system\":\"" + SPINE + "\",\"code\":\"" + kind.spineCode() + "\"}"
                + (fault.reason().isEmpty()
                        ? ""
                        : ",{\"system\":\"" + REASONS + "\",\"code\":\"" + fault.reason() + "\"}")
                + (fault.override() ? ",{\"system\":\"" + REASONS + "\",\"code\":\"override-exists\"}" : "")
                + "],\"text\":\"" + kind.words() + "\"}"
                + (fault.place().isEmpty()
                        ? ""
                        : ",\"diagnostics\":\"At " + fault.place() + "\",\"expression\":[\"" + fault.place() + "\"]")
                + "}]}";
    }

    private static String xml(Fault fault) {
        Fault.Kind kind = fault.kind();
        return "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue>"
                + (fault.override()
                        ? "<extension url=\"" + OVERRIDE + "\"><valueUri value=\"" + OPERATION + "\"/></extension>"
                        : "")
                + "<severity value=\"error\"/><code value=\""
                + kind.issueType() + "\"/><details><coding><system value=\"" + SPINE + "\"/><code value=\""
                + kind.spineCode() + "\"/></coding>"
                + (fault.reason().isEmpty()
                        ? ""
                        : "<coding><system value=\"" + REASONS + "\"/><code value=\"" + fault.reason()
                                + "\"/></coding>")
                + (fault.override()
                        ? "<coding><system value=\"" + REASONS + "\"/><code value=\"override-exists\"/></coding>"
                        : "")
                + "<text value=\"" + kind.words().replace("'", "&#39;") + "\"/></details>"
                + (fault.place().isEmpty()
                        ? ""
                        : "<diagnostics value=\"At " + fault.place() + "\"/><expression value=\"" + fault.place()
                                + "\"/>")
                + "</issue></OperationOutcome>";
    }
}
