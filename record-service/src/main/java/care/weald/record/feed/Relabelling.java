package care.weald.record.feed;

import care.weald.record.category.Classification;
import care.weald.record.category.Classifier;
import care.weald.record.category.Classifier.Result.Classified;
import care.weald.record.category.ItemFacts;
import care.weald.record.category.ItemType;
import care.weald.record.document.Attachments;
import care.weald.record.feed.FeedEntry.Names;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.FeedEntry.Slice;
import care.weald.record.feed.FeedRepository.Origin;
import care.weald.record.feed.Lookups.Current;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Labels a stored item by the rules of now. What it has counts as its source's own, which only ever raises how closely an item is
 * kept: nothing is lowered. What is raised is a new version with the same content, so that the past is kept as closely (ADR
 * 0017).
 */
final class Relabelling {

    private Relabelling() {}

    /**
     * The current version of an item, as the database has it.
     *
     * @param labelled how it is labelled
     * @param body the bytes that are served in full
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Held(
            UUID sourcePatient,
            UUID item,
            int version,
            String type,
            String organisation,
            Classification labelled,
            Source source,
            byte[] body) {

        @Override
        public String toString() {
            return "Held[" + type + "]";
        }
    }

    /** What the source called it, and when it changed it. */
    record Source(String id, @Nullable Instant updated, String version) {}

    /** A new version with higher labels; empty when it has them. CPU work: not for an event loop. */
    static Optional<ItemRow> raised(Held held, Origin origin) {
        ItemType type = ItemType.of(held.type()).orElse(null);
        ObjectNode resource = type == null ? null : read(held.body());
        if (type == null || resource == null) {
            return Optional.empty();
        }
        ItemFacts facts = ItemFacts.of(type, resource);
        if (!(Classifier.classify(facts, resource) instanceof Classified classified)) {
            return Optional.empty();
        }
        Classification raised = held.labelled().raisedBy(classified.classification());
        return raised.equals(held.labelled())
                ? Optional.empty()
                : renderer(origin).relabelled(item(held), facts, raised, resource, current(held));
    }

    private static @Nullable ObjectNode read(byte[] body) {
        try {
            return Json.AGAIN.readTree(body) instanceof ObjectNode resource ? resource : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Renderer renderer(Origin origin) {
        Lookups lookups = new Lookups(Map.of(), Map.of(), Map.of());
        FeedMessage message = new FeedMessage(false, origin.message(), new byte[0], new byte[0], List.of(), Set.of());
        References references = new References(origin.organisation(), FeedPatients.none(), List.of(), lookups, "");
        return new Renderer(message, origin, lookups, references, new Attachments(0));
    }

    private static OfItem item(Held held) {
        return new OfItem(
                0,
                new Slice(0, 0, new AtomicReference<>()),
                new Names(held.type(), "", "", List.of(), Optional.empty()),
                false,
                held.sourcePatient(),
                held.item(),
                held.source().id(),
                Optional.ofNullable(held.source().updated()),
                held.source().version());
    }

    private static Current current(Held held) {
        return new Current(
                held.sourcePatient(),
                held.version(),
                new byte[0],
                Instant.EPOCH,
                held.source().updated(),
                held.source().version());
    }
}
