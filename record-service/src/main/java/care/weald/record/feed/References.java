package care.weald.record.feed;

import care.weald.record.category.ItemType;
import care.weald.record.feed.FeedEntry.OfDirectory;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.Lookups.Target;
import care.weald.record.item.Crockford;
import care.weald.record.item.ItemId;
import care.weald.record.item.StoredBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What each reference of a message becomes. Nothing is looked up here: a name of the source has one number. */
final class References {

    private static final Set<String> DISPLAY_ONLY =
            Set.of("HealthcareService", "Location", "Organization", "Practitioner", "PractitionerRole");

    private final String organisation;
    private final FeedPatients patients;
    private final Lookups lookups;
    private final String publicBase;
    private final Map<String, FeedEntry> byName = new HashMap<>();

    References(
            String organisation, FeedPatients patients, List<FeedEntry> entries, Lookups lookups, String publicBase) {
        this.organisation = organisation;
        this.patients = patients;
        this.lookups = lookups;
        this.publicBase = publicBase;
        for (FeedEntry entry : entries) {
            switch (entry) {
                case OfItem item -> put(item.names(), entry);
                case OfDirectory directory -> put(directory.names(), entry);
                case FeedEntry.OfBinary binary -> put(binary.names(), entry);
                case FeedEntry.OfPatient patient -> {}
                case FeedEntry.Faulty faulty -> {}
            }
        }
    }

    /** What a reference becomes. */
    sealed interface Becoming {

        /** It stays as it is: inside the resource, or outside the record. */
        record Kept() implements Becoming {}

        /** It is rewritten. */
        record Rewritten(String reference) implements Becoming {}

        /** It stays a name: identifier and display, no link. */
        record Named(Conditional name) implements Becoming {}

        /** It cannot be. */
        record Unresolved(String why) implements Becoming {}
    }

    private void put(FeedEntry.Names names, FeedEntry entry) {
        if (!names.fullUrl().isEmpty()) {
            byName.put(names.fullUrl(), entry);
        }
        if (!names.id().isEmpty()) {
            byName.put(names.type() + "/" + names.id(), entry);
        }
        names.identifiers().forEach(identifier -> byName.put(names.type() + "?identifier=" + identifier, entry));
        names.condition().ifPresent(identifier -> byName.put(names.type() + "?identifier=" + identifier, entry));
    }

    /** The entry of the message that this name means. */
    Optional<FeedEntry> entry(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What {@code reference} becomes in an item of {@code subject}, or in a directory entry when that is empty. */
    Becoming resolve(String reference, Optional<UUID> subject) {
        if (reference.startsWith("#")) {
            return new Becoming.Kept();
        }
        Optional<UUID> patient = patients.named(reference);
        if (patient.isPresent()) {
            return patient.equals(subject)
                    ? new Becoming.Rewritten(StoredBytes.SUBJECT)
                    : new Becoming.Unresolved("An item speaks of its own patient only");
        }
        FeedEntry entry = byName.get(reference);
        if (entry != null) {
            return within(entry, subject);
        }
        if (reference.startsWith("urn:")) {
            return new Becoming.Unresolved("The message does not have what this refers to");
        }
        if (reference.indexOf('?') > 0) {
            return conditional(reference, subject);
        }
        String relative =
                reference.startsWith(publicBase + "/") ? reference.substring(publicBase.length() + 1) : reference;
        return relative.contains("://") ? outside(relative) : relative(relative.split("/_history/", 2)[0], subject);
    }

    /** What an entry is called here, which for a directory entry may be what another source made of it before. */
    String nameOf(FeedEntry.Names names, UUID own) {
        return names.type() + "/" + Crockford.encode(directoryId(names, own));
    }

    /** The number of a directory entry: the one that its condition already finds, or its own. */
    UUID directoryId(FeedEntry.Names names, UUID own) {
        return names.condition()
                .map(identifier -> lookups.conditions().get(new Conditional(names.type(), identifier)))
                .map(Target::id)
                .orElse(own);
    }

    private Becoming within(FeedEntry entry, Optional<UUID> subject) {
        return switch (entry) {
            case OfDirectory directory -> new Becoming.Rewritten(nameOf(directory.names(), directory.entry()));
            case OfItem item ->
                subject.equals(Optional.of(item.sourcePatient()))
                        ? new Becoming.Rewritten(
                                item.names().type() + "/" + new ItemId(item.sourcePatient(), item.item()))
                        : new Becoming.Unresolved("An item refers to items of its own patient only");
            case FeedEntry.OfBinary binary -> new Becoming.Unresolved("Content is named by a document's attachment");
            case FeedEntry.OfPatient patient -> new Becoming.Unresolved("The patient is not known");
            case FeedEntry.Faulty faulty -> new Becoming.Unresolved("What this refers to is refused");
        };
    }

    private Becoming conditional(String reference, Optional<UUID> subject) {
        Optional<Conditional> parsed = Conditional.parse(reference);
        if (parsed.isEmpty()) {
            return new Becoming.Unresolved("A conditional reference names one identifier");
        }
        Conditional condition = parsed.get();
        FeedEntry entry = byName.get(condition.type() + "?identifier=" + condition.identifier());
        if (entry != null) {
            return within(entry, subject);
        }
        Target target = lookups.conditions().get(condition);
        if (target == null) {
            return DISPLAY_ONLY.contains(condition.type())
                    ? new Becoming.Named(condition)
                    : new Becoming.Unresolved("Nothing is known by this identifier");
        }
        if (target.sourcePatient().isPresent() && !target.sourcePatient().equals(subject)) {
            return new Becoming.Unresolved("Nothing is known by this identifier");
        }
        String id = target.sourcePatient()
                .map(patient -> new ItemId(patient, target.id()).toString())
                .orElseGet(() -> Crockford.encode(target.id()));
        return new Becoming.Rewritten(condition.type() + "/" + id);
    }

    private static Becoming outside(String url) {
        return url.contains("/Patient/") || url.contains("Patient?")
                ? new Becoming.Unresolved("The patient is not one that this message may speak of")
                : new Becoming.Kept();
    }

    /** {@code Type/id}: an id that the record gave, or one that the source gave in an earlier message. */
    private Becoming relative(String reference, Optional<UUID> subject) {
        int slash = reference.indexOf('/');
        String type = slash > 0 ? reference.substring(0, slash) : "";
        String id = reference.substring(slash + 1);
        if (ItemType.DIRECTORY.contains(type)) {
            boolean ours = Crockford.decode(id).isPresent();
            return new Becoming.Rewritten(
                    type + "/" + (ours ? id : Crockford.encode(ItemId.number(organisation, type, id))));
        }
        if (ItemType.of(type).isEmpty() || subject.isEmpty()) {
            return new Becoming.Unresolved("The record does not have what this refers to");
        }
        Optional<ItemId> ours = ItemId.parse(id);
        if (ours.isPresent()) {
            return ours.get().sourcePatient().equals(subject.get())
                    ? new Becoming.Rewritten(reference)
                    : new Becoming.Unresolved("An item refers to items of its own patient only");
        }
        return new Becoming.Rewritten(type + "/" + new ItemId(subject.get(), ItemId.number(organisation, type, id)));
    }
}
