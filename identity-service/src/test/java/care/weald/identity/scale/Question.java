package care.weald.identity.scale;

/**
 * One request, and where its answer says who was found.
 *
 * @param line method and path
 * @param body empty for a GET
 * @param caller who asks, by number
 * @param token of its own, or empty for the caller's
 * @param permit of its own, or empty for the caller's permit to look for people
 * @param marker what stands before the first id in an answer
 * @param right the id that is right
 */
record Question(String line, String body, int caller, String token, String permit, String marker, String right) {

    /** The request's head, without its host and length. */
    String head(Callers callers) {
        return line
                + " HTTP/1.1\r\nAuthorization: Bearer "
                + (token.isEmpty() ? callers.token(caller) : token)
                + "\r\nWeald-Permit: "
                + (permit.isEmpty() ? callers.people(caller) : permit)
                + "\r\nX-Request-ID: 0193a1de-7b7a-7000-8000-000000000001\r\nContent-Type: application/json\r\n";
    }

    /** Whether {@code answer} names the right person first. */
    boolean isRight(String answer) {
        int at = answer.indexOf(marker);
        return at >= 0 && answer.startsWith(right, at + marker.length());
    }
}
