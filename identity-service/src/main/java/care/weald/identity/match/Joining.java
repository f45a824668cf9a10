package care.weald.identity.match;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whether a record may join a person without anybody looking: it is certain with at least one of the person's records, the
 * evidence is against none of them, and no other person could claim it as well. A record that would connect two persons is a
 * bridge: it goes to review and connects nothing.
 */
public sealed interface Joining {

    /** The record joins {@code person}. */
    record Joins(UUID person) implements Joining {}

    /** Somebody decides between these, the likeliest first; until then the record stands alone. */
    record Reviewed(List<UUID> persons) implements Joining {

        public Reviewed {
            persons = List.copyOf(persons);
        }
    }

    /** Nobody known; the record begins a person of its own. */
    record Alone() implements Joining {}

    /**
     * How a record stands to one person.
     *
     * @param person the person
     * @param scores the record's scores with each of the person's records
     */
    record Standing(UUID person, List<Score> scores) {

        public Standing {
            scores = List.copyOf(scores);
        }

        boolean isCertain() {
            return scores.stream().anyMatch(score -> score.grade() == Grade.CERTAIN);
        }

        boolean isOpposed() {
            return scores.stream().anyMatch(Score::isAgainst);
        }

        boolean isConceivable() {
            return scores.stream().anyMatch(score -> score.grade() != Grade.CERTAINLY_NOT);
        }

        double best() {
            return scores.stream().mapToDouble(Score::total).max().orElse(Double.NEGATIVE_INFINITY);
        }
    }

    /** What becomes of a record with these standings, in any order. */
    static Joining of(List<Standing> standings) {
        List<Standing> conceivable = new ArrayList<>(
                standings.stream().filter(Standing::isConceivable).toList());
        conceivable.sort((a, b) -> {
            int order = Double.compare(b.best(), a.best());
            return order != 0 ? order : a.person().compareTo(b.person());
        });
        if (conceivable.isEmpty()) {
            return new Alone();
        }
        List<Standing> certain =
                conceivable.stream().filter(Standing::isCertain).toList();
        if (certain.size() == 1 && !certain.get(0).isOpposed()) {
            return new Joins(certain.get(0).person());
        }
        return new Reviewed(conceivable.stream().map(Standing::person).toList());
    }
}
