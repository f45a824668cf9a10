package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;

/** What a service answered to a question for FHIR content. */
public sealed interface Fetched {

    /**
     * FHIR JSON, as it came; or the bytes of a document.
     *
     * @param disclosure what it discloses, for the audit trail
     * @param etag {@code ETag}, or empty
     * @param lastModified {@code Last-Modified}, or empty
     * @param entryOffset where in a Bundle's bytes a further entry may stand, or -1
     * @param status HTTP status code of success: 200, 201, 202 or 204
     * @param location {@code Location}, with 202 {@code Content-Location}; or empty
     * @param progress {@code X-Progress}, or empty
     * @param mediaType what a document is, as its source says; empty for FHIR
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record Content(
            byte[] json,
            Disclosure disclosure,
            String etag,
            String lastModified,
            int entryOffset,
            int status,
            String location,
            String progress,
            String mediaType)
            implements Fetched {

        /** What was there to be shown. */
        public Content(byte[] json, Disclosure disclosure, String etag, String lastModified, int entryOffset) {
            this(json, disclosure, etag, lastModified, entryOffset, 200, "", "", "");
        }

        /** The same as the bytes of a document of this type. */
        public Content ofType(String type) {
            return new Content(json, disclosure, etag, lastModified, -1, status, location, progress, type);
        }

        /** The same as what has just been made, and where it is. */
        public Content createdAt(String where) {
            return new Content(json, disclosure, etag, lastModified, entryOffset, 201, where, progress, mediaType);
        }

        /** What was stored, and where, or that it is removed: an answer without a body. */
        public static Content stored(int status, String location, String etag) {
            return new Content(new byte[0], Disclosure.NOTHING, etag, "", -1, status, location, "", "");
        }

        /** What was accepted, and is being done under {@code location}: an answer without a body. */
        public static Content accepted(String location, String progress) {
            return new Content(new byte[0], Disclosure.NOTHING, "", "", -1, 202, location, progress, "");
        }

        /** The same facts with other bytes. */
        public Content as(byte[] bytes, Disclosure facts) {
            return new Content(bytes, facts, etag, lastModified, -1);
        }

        @Override
        public String toString() {
            return "Content[***]";
        }
    }

    /**
     * There is nothing that this caller may see.
     *
     * @param about whom it was asked about, for the audit trail alone
     */
    record Missing(Disclosure about) implements Fetched {

        /** Nothing about nobody that is not known anyway. */
        public Missing() {
            this(Disclosure.NOTHING);
        }
    }

    /**
     * The service refused the question.
     *
     * @param about whom it was asked about, for the audit trail alone
     */
    record Invalid(Fault fault, Disclosure about) implements Fetched {

        /** A refusal about nobody that is not known anyway. */
        public Invalid(Fault fault) {
            this(fault, Disclosure.NOTHING);
        }
    }
}
