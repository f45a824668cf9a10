package care.weald.gateway.fhir;

import care.weald.gateway.partner.Requester;

/** A file that is being handed on: under which job, up to which line, by whose permit. Not safe for several threads at once. */
final class Filing {

    private final Requester requester;
    private volatile String job = "";
    private volatile String permit = "";
    private volatile long last;

    Filing(Requester requester) {
        this.requester = requester;
    }

    Requester requester() {
        return requester;
    }

    /** The job; empty before the first line. */
    String job() {
        return job;
    }

    /** The last permit for record-service, for giving the file up. */
    String permit() {
        return permit;
    }

    /** The number of the last line that was handed on. */
    long last() {
        return last;
    }

    void permittedBy(String given) {
        permit = given;
    }

    void begun(String id) {
        job = id;
    }

    void handedOn(long line) {
        last = line;
    }

    @Override
    public String toString() {
        return "Filing[" + job + "]";
    }
}
