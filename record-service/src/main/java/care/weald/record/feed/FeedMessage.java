package care.weald.record.feed;

import care.weald.record.platform.Problem;
import care.weald.record.structure.Fault;
import java.util.List;
import java.util.Set;

/**
 * A feed message that could be read.
 *
 * @param transaction true when every entry stands or falls with the others
 * @param id {@code Bundle.identifier}, or the SHA-256 of the content
 * @param hash SHA-256 of the content
 * @param content the bytes as they came
 * @param conditions what its references and conditions ask the database for
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record FeedMessage(
        boolean transaction,
        String id,
        byte[] hash,
        byte[] content,
        List<FeedEntry> entries,
        Set<Conditional> conditions) {

    /** What reading a message says. */
    sealed interface Reading {

        /** It can be worked on; in a batch, some entries may be faulty. */
        record Accepted(FeedMessage message) implements Reading {}

        /** It is refused as a whole. */
        record Unreadable(Problem problem) implements Reading {}
    }

    /** A refused entry as a problem of the whole: which entry, and where in the Bundle. */
    static Problem problem(int entry, Fault fault) {
        return fault.under("Bundle.entry[" + entry + "]").toProblem().with("entry", entry);
    }
}
