package care.weald.identity.feed;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;

/**
 * A Bundle, as far as this service is concerned.
 *
 * @param transaction all or nothing; otherwise a batch
 * @param patients the entries that are about a Patient
 * @param references every {@code Patient/…} and {@code Patient?…} that any resource refers to
 */
record FeedBundle(boolean transaction, List<PatientEntry> patients, Set<String> references)
        implements BundleReader.Reading {

    FeedBundle {
        patients = List.copyOf(patients);
        references = Set.copyOf(references);
    }

    /** One entry; what is missing is empty. */
    record PatientEntry(int index, String fullUrl, Request request, Buffer resource) {

        @Override
        public String toString() {
            return "PatientEntry[" + index + "]";
        }
    }

    /** How an entry wants to be stored; what is missing is empty. */
    record Request(String method, String url, String ifNoneExist) {

        static final Request NONE = new Request("", "", "");

        @Override
        public String toString() {
            return "Request[***]";
        }
    }
}
