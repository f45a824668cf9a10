package care.weald.record.feed;

import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One entry of a feed message, as far as it is known before anything is looked up. */
sealed interface FeedEntry {

    /** Where it stands in {@code Bundle.entry}. */
    int index();

    /**
     * The bytes of the whole entry in the message, and what was read of them while that is held.
     *
     * @param read the resource; handed on once, since whoever takes it may change it
     */
    record Slice(int start, int end, AtomicReference<@Nullable ObjectNode> read) {

        /** The resource as it was read, the first time that it is asked for and held. */
        Optional<ObjectNode> take() {
            return Optional.ofNullable(read.getAndSet(null));
        }

        @Override
        public String toString() {
            return "Slice[" + start + "-" + end + "]";
        }
    }

    /**
     * The names that other entries may know a resource by.
     *
     * @param id {@code resource.id} or the id of a PUT, or empty
     * @param identifiers each as {@code system|value}
     * @param condition the identifier of {@code ifNoneExist} or of a conditional PUT
     */
    record Names(String type, String fullUrl, String id, List<String> identifiers, Optional<String> condition) {}

    /** A Patient: identity-service owns it. */
    record OfPatient(int index) implements FeedEntry {}

    /**
     * An item about one source patient.
     *
     * @param sourceId what the source knows it by
     * @param sourceUpdated the source's own {@code meta.lastUpdated}
     * @param sourceVersion the source's own {@code meta.versionId}, or empty
     */
    record OfItem(
            int index,
            Slice slice,
            Names names,
            boolean createOnly,
            UUID sourcePatient,
            UUID item,
            String sourceId,
            Optional<Instant> sourceUpdated,
            String sourceVersion)
            implements FeedEntry {

        /** The same entry, about the item of this number. */
        OfItem as(UUID known) {
            return new OfItem(
                    index, slice, names, createOnly, sourcePatient, known, sourceId, sourceUpdated, sourceVersion);
        }
    }

    /** An entry of the directory, about no patient. */
    record OfDirectory(int index, Slice slice, Names names, boolean createOnly, UUID entry) implements FeedEntry {}

    /** The content of a document, for the DocumentReference of the same message that names it (IHE ITI-65). */
    record OfBinary(int index, Slice slice, Names names) implements FeedEntry {}

    /** An entry that is refused. */
    record Faulty(int index, Fault fault) implements FeedEntry {}
}
