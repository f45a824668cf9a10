package care.weald.stack;

/** Something a person has to put right; its message is all that is shown. */
public final class StackProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A problem in words for the person at the terminal. */
    public StackProblem(String words) {
        super(words);
    }

    /** The same, with what caused it. */
    public StackProblem(String words, Throwable cause) {
        super(words + " (" + cause + ")", cause);
    }
}
