package care.weald.record.feed;

import care.weald.record.category.Classification;
import care.weald.record.category.Classifier;
import care.weald.record.category.Classifier.Result.Classified;
import care.weald.record.category.Classifier.Result.Unclassified;
import care.weald.record.category.ItemFacts;
import care.weald.record.category.ItemType;
import care.weald.record.document.Attachments;
import care.weald.record.feed.FeedEntry.Faulty;
import care.weald.record.feed.FeedEntry.OfBinary;
import care.weald.record.feed.FeedEntry.OfDirectory;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.FeedEntry.OfPatient;
import care.weald.record.feed.FeedEntry.Slice;
import care.weald.record.feed.FeedRepository.Origin;
import care.weald.record.feed.Lookups.Current;
import care.weald.record.feed.ResourceWriter.Stamp;
import care.weald.record.item.Crockford;
import care.weald.record.item.ItemId;
import care.weald.record.item.ItemReferences;
import care.weald.record.item.Projection;
import care.weald.record.item.StoredBytes;
import care.weald.record.quality.QualityRules;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns one entry into the bytes that are stored and served, for a message whose look-ups are done. */
final class Renderer {

    private final byte[] content;
    private final String organisation;
    private final Lookups lookups;
    private final References references;
    private final Attachments attachments;
    private final Instant at;
    private final String now;
    private final Map<Integer, Rendering> binaries = new HashMap<>();

    Renderer(FeedMessage message, Origin origin, Lookups lookups, References references, Attachments attachments) {
        this.content = message.content();
        this.organisation = origin.organisation();
        this.lookups = lookups;
        this.references = references;
        this.attachments = attachments;
        this.at = origin.at();
        this.now = origin.at().toString();
    }

    /** What the entry comes to; a Binary only after its document. CPU work: not for an event loop. */
    Rendering render(FeedEntry entry) {
        return switch (entry) {
            case OfBinary binary ->
                binaries.getOrDefault(
                        binary.index(),
                        new Rendering.Refused(
                                binary.index(),
                                Fault.unprocessable("resource", "No document of the message has this content")));
            case OfPatient patient -> new Rendering.NotOurs(patient.index());
            case Faulty faulty -> new Rendering.Refused(faulty.index(), faulty.fault());
            case OfDirectory directory -> directory(directory);
            case OfItem item -> item(item);
        };
    }

    private ObjectNode resource(Slice slice) {
        return slice.take().orElseGet(() -> again(slice));
    }

    private ObjectNode again(Slice slice) {
        try {
            JsonNode entry = Json.AGAIN.readTree(content, slice.start(), slice.end() - slice.start());
            return (ObjectNode) entry.get("resource");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rendering item(OfItem item) {
        Current current = lookups.items().get(item.item());
        if (current != null && item.createOnly() && !current.sourcePatient().equals(item.sourcePatient())) {
            return new Rendering.Refused(
                    item.index(),
                    Fault.unprocessable("request.ifNoneExist", "What this finds is about another patient"));
        }
        if (current != null && isStale(item, current)) {
            ItemId id = new ItemId(current.sourcePatient(), item.item());
            String reference = item.names().type() + "/" + id;
            ItemType type = ItemType.of(item.names().type()).orElseThrow();
            if (!type.attachments().isEmpty()) {
                // what stays is the document that is stored, with its own content
                Attachments.names(type, resource(item.slice())).forEach(name -> content(name, reference, false));
            }
            return new Rendering.Unchanged(item.index(), reference, current.version(), current.receivedAt());
        }
        return changed(item, Optional.ofNullable(current));
    }

    private Rendering changed(OfItem item, Optional<Current> current) {
        ItemType type = ItemType.of(item.names().type()).orElseThrow();
        ObjectNode resource = labelled(type, item);
        ItemFacts facts = ItemFacts.of(type, resource);
        return switch (Classifier.classify(facts, resource)) {
            case Unclassified refused ->
                new Rendering.Refused(item.index(), refused.fault().under("resource"));
            case Classified classified -> {
                Classification labelled = listed(type, resource, classified.classification());
                Fault fault = Rewriter.rewrite(resource, references, Optional.of(item.sourcePatient()));
                yield fault != null
                        ? new Rendering.Refused(item.index(), fault.under("resource"))
                        : parted(item, facts, labelled, resource, current);
            }
        };
    }

    /** The resource, with what the source says of the Binaries that it names: a document is kept as closely as its content. */
    private ObjectNode labelled(ItemType type, OfItem item) {
        ObjectNode resource = resource(item.slice());
        for (String name : Attachments.names(type, resource)) {
            binary(name).ifPresent(binary -> {
                for (JsonNode label : binary.path("meta").path("security")) {
                    resource.withObject("/meta").withArray("/security").add(label);
                }
            });
        }
        return resource;
    }

    /** A List is kept as closely as whatever it lists of its message. */
    private Classification listed(ItemType type, ObjectNode resource, Classification own) {
        Classification closest = own;
        for (JsonNode entry : "List".equals(type.name()) ? resource.path("entry") : resource.arrayNode()) {
            FeedEntry listed = references
                    .entry(entry.path("item").path("reference").asText(""))
                    .orElse(null);
            if (listed instanceof OfItem item && !"List".equals(item.names().type())) {
                ItemType of = ItemType.of(item.names().type()).orElseThrow();
                ObjectNode other = labelled(of, item);
                if (Classifier.classify(ItemFacts.of(of, other), other) instanceof Classified classified) {
                    closest = closest.with(classified.classification());
                }
            }
        }
        return closest;
    }

    private Rendering parted(
            OfItem item, ItemFacts facts, Classification labelled, ObjectNode resource, Optional<Current> current) {
        ItemId id = new ItemId(item.sourcePatient(), item.item());
        return switch (attachments.part(facts.type(), id, resource, this::binary)) {
            case Attachments.Parted.Refused refused ->
                new Rendering.Refused(item.index(), refused.fault().under("resource"));
            case Attachments.Parted.Done done -> {
                Version version = new Version(item, facts, labelled, done.taken());
                Rendering rendering = version(version, resource, current);
                boolean isNew = rendering instanceof Rendering.NewItem;
                done.taken()
                        .forEach(taken -> content(taken.name(), taken.content().reference(), isNew));
                yield rendering;
            }
        };
    }

    /** A version of what is stored with other labels and the same content; empty when it would be the same bytes. */
    Optional<ItemRow> relabelled(
            OfItem item, ItemFacts facts, Classification labelled, ObjectNode resource, Current current) {
        Rendering rendering = version(new Version(item, facts, labelled, List.of()), resource, Optional.of(current));
        return rendering instanceof Rendering.NewItem made ? Optional.of(made.row()) : Optional.empty();
    }

    /** The Binary of the message that goes by this name. */
    private Optional<ObjectNode> binary(String name) {
        return references
                .entry(name)
                .flatMap(entry ->
                        entry instanceof OfBinary binary ? Optional.of(resource(binary.slice())) : Optional.empty());
    }

    /** Notes what became of the Binary that goes by this name. */
    private void content(String name, String reference, boolean isNew) {
        if (references.entry(name).orElse(null) instanceof OfBinary binary) {
            binaries.put(binary.index(), new Rendering.Content(binary.index(), reference, isNew));
        }
    }

    /** A version in the making. */
    private record Version(OfItem item, ItemFacts facts, Classification labelled, List<Attachments.Taken> taken) {}

    /** A source's older version never replaces its newer one, and a conditional create never changes what is there. */
    private static boolean isStale(OfItem item, Current current) {
        if (item.createOnly()) {
            return true;
        }
        Instant known = current.sourceUpdated();
        if (known != null
                && item.sourceUpdated().isPresent()
                && !item.sourceUpdated().get().equals(known)) {
            return item.sourceUpdated().get().isBefore(known);
        }
        return number(item.sourceVersion()) < number(current.sourceVersion()) && number(item.sourceVersion()) >= 0;
    }

    private static long number(String version) {
        return !version.isEmpty() && version.length() < 18 && version.chars().allMatch(Character::isDigit)
                ? Long.parseLong(version)
                : -1;
    }

    private Rendering version(Version made, ObjectNode resource, Optional<Current> current) {
        OfItem item = made.item();
        ItemFacts facts = made.facts();
        Classification labelled = made.labelled();
        if (facts.type().subject().size() == 1) {
            ((ObjectNode) resource.get(facts.type().subject().getFirst())).put("reference", StoredBytes.SUBJECT);
        }
        ItemReferences refers = ItemReferences.of(facts.type(), resource);
        ObjectNode keyFacts = resource.objectNode();
        Projection.keyFacts(facts.type(), resource, keyFacts);
        ObjectNode administrative = resource.objectNode();
        Projection.administrative(facts.type(), resource, administrative);
        List<String> faults = QualityRules.faults(facts.type().name(), resource, at);
        ObjectNode meta = ResourceWriter.meta(resource, labelled);
        byte[] metaBytes = ResourceWriter.bytes(meta);
        byte[] rest = ResourceWriter.rest(resource);
        byte[] hash = FeedReader.sha256(metaBytes, rest);
        String type = item.names().type();
        String id = new ItemId(item.sourcePatient(), item.item()).toString();
        Optional<UUID> elsewhere =
                current.map(Current::sourcePatient).filter(patient -> !patient.equals(item.sourcePatient()));
        if (current.isPresent()
                && elsewhere.isEmpty()
                && Arrays.equals(current.get().hash(), hash)) {
            return new Rendering.Unchanged(
                    item.index(),
                    type + "/" + id,
                    current.get().version(),
                    current.get().receivedAt());
        }
        Stamp stamp = new Stamp(current.map(Current::version).orElse(0) + 1, now, organisation);
        return new Rendering.NewItem(
                item.index(),
                new ItemRow(
                        item,
                        stamp.version(),
                        facts,
                        labelled,
                        ResourceWriter.labels(meta),
                        refers,
                        hash,
                        StoredBytes.of(ResourceWriter.whole(type, id, stamp, metaBytes, rest)),
                        StoredBytes.of(ResourceWriter.part(type, id, stamp, labelled, keyFacts)),
                        StoredBytes.of(ResourceWriter.part(type, id, stamp, labelled, administrative)),
                        elsewhere,
                        made.taken().stream().map(Attachments.Taken::content).toList(),
                        faults));
    }

    private Rendering directory(OfDirectory entry) {
        String type = entry.names().type();
        UUID number = references.directoryId(entry.names(), entry.entry());
        String reference = type + "/" + Crockford.encode(number);
        Current current = lookups.directory().get(number);
        if (current != null && (entry.createOnly() || !number.equals(entry.entry()))) {
            return new Rendering.Unchanged(entry.index(), reference, current.version(), current.receivedAt());
        }
        ObjectNode resource = resource(entry.slice());
        Fault fault = Rewriter.rewrite(resource, references, Optional.empty());
        if (fault != null) {
            return new Rendering.Refused(entry.index(), fault.under("resource"));
        }
        byte[] meta = ResourceWriter.bytes(ResourceWriter.plainMeta(resource));
        DirectoryNames names = DirectoryNames.of(resource);
        byte[] rest = ResourceWriter.rest(resource);
        byte[] hash = FeedReader.sha256(meta, rest);
        if (current != null && Arrays.equals(current.hash(), hash)) {
            return new Rendering.Unchanged(entry.index(), reference, current.version(), current.receivedAt());
        }
        int version = current == null ? 1 : current.version() + 1;
        byte[] body =
                ResourceWriter.whole(type, Crockford.encode(number), new Stamp(version, now, organisation), meta, rest);
        return new Rendering.NewEntry(
                entry.index(),
                new DirectoryRow(
                        number, version, type, hash, body, entry.names().identifiers(), names.words()));
    }
}
