package care.weald.identity.matchmodel;

import care.weald.identity.index.CandidateRepository.Near;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Match;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How two models grade one person for one question.
 *
 * @param candidate the record that they may be; empty when neither names anybody
 * @param active the grade by the model in force
 * @param shadow the grade by the one that is tried
 */
record GradeChange(Optional<Near> candidate, Grade active, Grade shadow) {

    private static final GradeChange NOBODY =
            new GradeChange(Optional.empty(), Grade.CERTAINLY_NOT, Grade.CERTAINLY_NOT);

    /** True when the two grades differ. */
    boolean isChange() {
        return active != shadow;
    }

    /** One for each person whom either names, on the same candidates; one for nobody when neither names anybody. */
    static List<GradeChange> of(Profile asked, List<Near> near, Matcher active, Matcher shadow) {
        Map<UUID, Match> before = byPerson(asked, near, active);
        Map<UUID, Match> after = byPerson(asked, near, shadow);
        Set<UUID> persons = new LinkedHashSet<>(before.keySet());
        persons.addAll(after.keySet());
        List<GradeChange> changes = new ArrayList<>();
        for (UUID person : persons) {
            Optional<Match> one = Optional.ofNullable(before.get(person));
            Optional<Match> other = Optional.ofNullable(after.get(person));
            changes.add(new GradeChange(
                    other.or(() -> one).flatMap(match -> record(near, match)), grade(one), grade(other)));
        }
        return changes.isEmpty() ? List.of(NOBODY) : changes;
    }

    private static Map<UUID, Match> byPerson(Profile asked, List<Near> near, Matcher matcher) {
        Map<UUID, Match> matches = new LinkedHashMap<>();
        matcher.rank(asked, near.stream().map(Near::candidate).toList(), false)
                .forEach(match -> matches.put(match.candidate().person(), match));
        return matches;
    }

    private static Optional<Near> record(List<Near> near, Match match) {
        return near.stream()
                .filter(one -> one.candidate().equals(match.candidate()))
                .findFirst();
    }

    private static Grade grade(Optional<Match> match) {
        return match.map(found -> found.score().grade()).orElse(Grade.CERTAINLY_NOT);
    }
}
