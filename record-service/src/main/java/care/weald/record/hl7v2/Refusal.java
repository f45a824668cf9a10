package care.weald.record.hl7v2;

import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;

/**
 * Why a message is not taken.
 *
 * @param acknowledgement AR: a message of this kind or form is never taken; AE: this one has a fault
 * @param flaw code of HL7 table 0357
 * @param place segment, field and component, such as {@code PID-3} or {@code OBX[2]-5}
 * @param detail what is wrong, in words without values
 */
record Refusal(String acknowledgement, Flaw flaw, String place, String detail) {

    /** HL7 table 0357, message error condition codes. */
    enum Flaw {
        SEGMENT(100, Kind.INVALID_CONTENT),
        MISSING(101, Kind.UNPROCESSABLE),
        DATA_TYPE(102, Kind.INVALID_CONTENT),
        TABLE_VALUE(103, Kind.UNPROCESSABLE),
        MESSAGE_TYPE(200, Kind.UNPROCESSABLE),
        EVENT(201, Kind.UNPROCESSABLE),
        PROCESSING(202, Kind.UNPROCESSABLE),
        VERSION(203, Kind.UNPROCESSABLE);

        private final int code;
        private final Kind kind;

        Flaw(int code, Kind kind) {
            this.code = code;
            this.kind = kind;
        }
    }

    /** Ends the reading of a message. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        private Refused(Refusal refusal) {
            super(null, null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** A message whose form or kind is not taken. */
    static Refused rejected(Flaw flaw, String place, String detail) {
        return new Refused(new Refusal("AR", flaw, place, detail));
    }

    /** A message of a kind that is taken, with a fault in it. */
    static Refused faulty(Flaw flaw, String place, String detail) {
        return new Refused(new Refusal("AE", flaw, place, detail));
    }

    /** As a problem, with {@code acknowledgement}, {@code error} and {@code place}. */
    Problem toProblem() {
        return Problem.of(flaw.kind, detail)
                .with("acknowledgement", acknowledgement)
                .with("error", flaw.code)
                .with("place", place);
    }
}
