package care.weald.audit.log;

import care.weald.audit.log.Appended.Conflict;
import care.weald.audit.log.Appended.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One transaction's events with their places: indexes run on from the head without a gap, an id that is in the log or
 * earlier in the batch keeps its first place.
 *
 * @param fresh the events to add; the first gets the head's index, each other the next
 * @param next the head afterwards
 * @param answers one for each event of the batch, in its order
 */
record Batch(List<Entry> fresh, long next, List<Appended> answers) {

    Batch {
        fresh = List.copyOf(fresh);
        answers = List.copyOf(answers);
    }

    /** What the log knows about an id. */
    record Known(long index, String contentHash, String leafHash) {

        private Appended answer(Entry entry) {
            return contentHash.equals(entry.contentHash()) ? new Kept(index, leafHash) : new Conflict();
        }
    }

    /** Gives {@code entries} their places after {@code head}, given what is {@code known} already. */
    static Batch place(long head, Map<UUID, Known> known, List<Entry> entries) {
        Map<UUID, Known> places = new HashMap<>(known);
        List<Entry> fresh = new ArrayList<>(entries.size());
        List<Appended> answers = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Known before = places.get(entry.eventId());
            if (before == null) {
                before = new Known(head + fresh.size(), entry.contentHash(), entry.leafHash());
                places.put(entry.eventId(), before);
                fresh.add(entry);
            }
            answers.add(before.answer(entry));
        }
        return new Batch(fresh, head + fresh.size(), answers);
    }
}
