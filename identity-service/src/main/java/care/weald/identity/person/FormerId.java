package care.weald.identity.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Another id under which a source patient of a person was known.
 *
 * @param from when its first source patient was linked to that id
 * @param until when the last was linked to it no more; {@link Instant#MAX} while the id is merged into the person's
 */
record FormerId(UUID person, Instant from, Instant until) {

    private static final Comparator<FormerId> ORDER =
            Comparator.comparing(FormerId::from).thenComparing(FormerId::person).thenComparing(FormerId::until);

    /** The same time, with those of one id that overlap or follow each other as one; in the order of their beginnings. */
    static List<FormerId> joined(List<FormerId> all) {
        List<FormerId> joined = new ArrayList<>();
        for (FormerId next : all.stream()
                .sorted(Comparator.comparing(FormerId::person).thenComparing(ORDER))
                .toList()) {
            FormerId last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.person.equals(next.person) && !next.from.isAfter(last.until)) {
                joined.set(joined.size() - 1, new FormerId(last.person, last.from, later(last.until, next.until)));
            } else {
                joined.add(next);
            }
        }
        return joined.stream().sorted(ORDER).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
