package care.weald.record.feed;

import care.weald.record.feed.FeedEntry.Faulty;
import care.weald.record.feed.FeedEntry.Names;
import care.weald.record.feed.FeedEntry.OfDirectory;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.Lookups.Target;
import care.weald.record.structure.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives an entry with a condition the number of the sender's own thing that the condition finds, whatever the sender
 * called it when it first came (FHIR R4 http, conditional update and conditional create).
 */
final class Recognition {

    private final Lookups lookups;
    private final Set<UUID> changed = new HashSet<>();

    private Recognition(Lookups lookups) {
        this.lookups = lookups;
    }

    /** The entries of a message, each with the number that it is stored under. */
    static List<FeedEntry> of(List<FeedEntry> entries, Lookups lookups) {
        Recognition recognition = new Recognition(lookups);
        List<FeedEntry> known = new ArrayList<>(entries.size());
        entries.forEach(entry -> known.add(recognition.known(entry)));
        return List.copyOf(known);
    }

    private FeedEntry known(FeedEntry entry) {
        return switch (entry) {
            case OfItem item -> {
                OfItem known = item.as(number(item));
                yield once(known, known.item(), known.createOnly());
            }
            case OfDirectory one -> {
                UUID number =
                        target(one.names()).filter(Target::own).map(Target::id).orElse(one.entry());
                yield once(
                        new OfDirectory(one.index(), one.slice(), one.names(), one.createOnly(), number),
                        number,
                        one.createOnly());
            }
            case FeedEntry.OfBinary binary -> binary;
            case FeedEntry.OfPatient patient -> patient;
            case Faulty faulty -> faulty;
        };
    }

    private UUID number(OfItem item) {
        return lookups.items().containsKey(item.item())
                ? item.item()
                : target(item.names()).filter(Target::own).map(Target::id).orElse(item.item());
    }

    private Optional<Target> target(Names names) {
        return names.condition().map(identifier -> lookups.conditions().get(new Conditional(names.type(), identifier)));
    }

    /** Two entries may turn out to write the same thing: which of them would count? */
    private FeedEntry once(FeedEntry entry, UUID number, boolean createOnly) {
        return createOnly || changed.add(number)
                ? entry
                : new Faulty(entry.index(), Fault.unprocessable("resource", "The message has this resource twice"));
    }
}
