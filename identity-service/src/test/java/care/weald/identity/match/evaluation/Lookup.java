package care.weald.identity.match.evaluation;

import care.weald.identity.match.Census;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Match;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Looks queries up in an index of one record a person, as $match does, and counts. */
final class Lookup {

    private final List<Entry> index;
    private final MemoryIndex memory;
    private final Model model;
    private final Census census;
    private final Map<String, Matcher> matchers = new HashMap<>();
    private final Consumer<String> errors;

    Lookup(List<Entry> index, Model model, Consumer<String> errors) {
        this(index, model, index.size(), errors);
    }

    /** The same as though so many people were known. */
    Lookup(List<Entry> index, Model model, long people, Consumer<String> errors) {
        this(index, model, people, true, errors);
    }

    /** The same, with a census of the index or without, as the service has none. */
    Lookup(List<Entry> index, Model model, long people, boolean counted, Consumer<String> errors) {
        this.index = index;
        this.memory = MemoryIndex.of(index.stream().map(Entry::demographics).toList());
        this.model = model;
        this.census = counted ? new Census(people, memory.census().together()) : Census.of(people);
        this.errors = errors;
    }

    /** Figures for grade certain, and for the best answer of any grade from probable up. */
    List<Figures> figures(String set, List<Entry> queries) {
        Set<Long> known = new HashSet<>();
        index.forEach(entry -> known.add(entry.truth()));
        long[][] counts = new long[3][3];
        Grade[] least = {Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE};
        for (Entry query : queries) {
            List<Match> matches = memory.match(query.demographics(), matcher(query));
            for (int i = 0; i < least.length; i++) {
                count(query, matches, least[i], known.contains(query.truth()), counts[i]);
            }
        }
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            String grade = least[i].code() + (i == 0 ? "" : " and better");
            figures.add(new Figures(set, grade, counts[i][0], counts[i][1], counts[i][2]));
        }
        return figures;
    }

    private Matcher matcher(Entry query) {
        return matchers.computeIfAbsent(query.source(), source -> new Matcher(model, census, source));
    }

    private void count(Entry query, List<Match> matches, Grade least, boolean present, long[] counts) {
        boolean answered = !matches.isEmpty() && matches.get(0).score().grade().compareTo(least) <= 0;
        long found = answered ? index.get(number(matches.get(0))).truth() : -2;
        if (answered && found == query.truth()) {
            counts[0]++;
            return;
        }
        if (answered) {
            counts[1]++;
        }
        if (present) {
            counts[2]++;
        }
        if (least == Grade.CERTAIN && (answered || present)) {
            report(query, matches, answered ? "WRONG" : "MISSED");
        }
    }

    private void report(Entry query, List<Match> matches, String what) {
        StringBuilder out = new StringBuilder(what).append(' ').append(query.text());
        for (Match match : matches.subList(0, Math.min(2, matches.size()))) {
            out.append("\n    ")
                    .append(index.get(number(match)).text())
                    .append("\n      ")
                    .append(explained(match));
        }
        errors.accept(out.toString());
    }

    private static String explained(Match match) {
        StringBuilder out = new StringBuilder();
        out.append(match.score().grade())
                .append(' ')
                .append(match.score().total() + match.score().prior());
        out.append(' ').append(match.score().guards());
        match.score()
                .contributions()
                .forEach(c -> out.append(' ')
                        .append(c.field())
                        .append(':')
                        .append(c.level())
                        .append('=')
                        .append(Math.round(c.weight() * 10) / 10.0));
        return out.toString();
    }

    private static int number(Match match) {
        return (int) match.candidate().person().getLeastSignificantBits();
    }
}
