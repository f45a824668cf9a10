package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;

/** What a service answered to a question for FHIR content. */
public sealed interface Fetched {

    /**
     * FHIR JSON, as it came.
     *
     * @param disclosure what it discloses, for the audit trail
     * @param etag {@code ETag}, or empty
     * @param lastModified {@code Last-Modified}, or empty
     * @param entryOffset where in a Bundle's bytes a further entry may stand, or -1
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record Content(byte[] json, Disclosure disclosure, String etag, String lastModified, int entryOffset)
            implements Fetched {

        /** The same facts with other bytes. */
        public Content as(byte[] bytes, Disclosure facts) {
            return new Content(bytes, facts, etag, lastModified, -1);
        }

        @Override
        public String toString() {
            return "Content[***]";
        }
    }

    /** There is nothing that this caller may see. */
    record Missing() implements Fetched {}

    /** The service refused the question. */
    record Invalid(Fault fault) implements Fetched {}
}
