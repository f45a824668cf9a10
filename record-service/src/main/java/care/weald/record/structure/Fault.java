package care.weald.record.structure;

import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;

/**
 * What is wrong with content and where; never with what value.
 *
 * @param kind {@code INVALID_CONTENT} when it is not FHIR, {@code UNPROCESSABLE} when it breaks a rule of the record
 * @param place FHIRPath-like path of the fault, without values
 * @param detail what is wrong, in words without values
 */
public record Fault(Kind kind, String place, String detail) {

    /** Content that is not FHIR R4. */
    public static Fault invalid(String place, String detail) {
        return new Fault(Kind.INVALID_CONTENT, place, detail);
    }

    /** FHIR content that the record cannot take. */
    public static Fault unprocessable(String place, String detail) {
        return new Fault(Kind.UNPROCESSABLE, place, detail);
    }

    /** The same fault, seen from the parent. */
    public Fault under(String parent) {
        String path = place.isEmpty() ? parent : place.startsWith("[") ? parent + place : parent + "." + place;
        return new Fault(kind, path, detail);
    }

    /** As a problem with its {@code place}. */
    public Problem toProblem() {
        return Problem.of(kind, detail).with("place", place);
    }
}
