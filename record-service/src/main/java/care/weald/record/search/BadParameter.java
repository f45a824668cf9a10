package care.weald.record.search;

import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;

/** A parameter that is not known, or whose value cannot be. Thrown while parameters are read, and only there. */
public final class BadParameter extends RuntimeException {

    private static final int LONGEST_NAME = 40;

    private final String parameter;
    private final String detail;

    /** A fault of the parameter named {@code parameter}. */
    public BadParameter(String parameter, String detail) {
        super(null, null, false, false);
        this.parameter = parameter;
        this.detail = detail;
    }

    /** As a problem that names the parameter, never its value. */
    public Problem toProblem() {
        boolean plain = parameter.length() <= LONGEST_NAME && parameter.matches("[A-Za-z_:.-]+");
        return Problem.of(Kind.INVALID_PARAMETER, detail).with("place", plain ? parameter : "unknown");
    }
}
