package care.weald.identity.match.evaluation;

import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the matching engine and prints a table. Arguments: the directory of the public sets, the size of the invented
 * population, and a file for the errors.
 */
public final class Evaluation {

    private final List<String> errors = new ArrayList<>();
    private final Model model;

    private Evaluation(Model model) {
        this.model = model;
    }

    /** Runs all sets. */
    public static void main(String[] args) throws IOException {
        Path sets = Path.of(args[0]);
        int people = Integer.parseInt(args[1]);
        Evaluation evaluation = new Evaluation(args.length > 3 ? Model.starting() : Model.shipped());
        List<Figures> figures = new ArrayList<>();
        figures.addAll(evaluation.duplicates("febrl1", Sets.febrl(sets.resolve("febrl1.csv"))));
        figures.addAll(evaluation.duplicates("febrl2", Sets.febrl(sets.resolve("febrl2.csv"))));
        figures.addAll(evaluation.duplicates("fake_1000", Sets.fake(sets.resolve("fake_1000.csv"))));
        figures.addAll(evaluation.twoLists("febrl1, two lists", Sets.febrl(sets.resolve("febrl1.csv"))));
        figures.addAll(evaluation.twoLists("FEBRL style, two lists of 5,000", FebrlStyle.entries(3, 5_000)));
        figures.addAll(evaluation.ukmpi(sets.resolve("ukmpi-dev")));
        figures.addAll(Invented.of(17, people, Math.min(people / 10, 20_000))
                .figures(evaluation.model, evaluation.errors::add));
        System.out.println(
                "| set | answers | precision | recall | F1 | wrong | missed |\n|---|---|---|---|---|---|---|");
        figures.forEach(f -> System.out.println(f.row()));
        Files.write(Path.of(args[2]), evaluation.errors);
    }

    private void error(String set, String text) {
        errors.add(set + ": " + text);
    }

    private List<Figures> duplicates(String set, List<Entry> entries) {
        Matcher matcher = new Matcher(model, entries.size());
        return new Duplicates(entries, matcher, text -> error(set, text)).figures(set + " (pairs)");
    }

    private List<Figures> twoLists(String set, List<Entry> entries) {
        List<Entry> index =
                entries.stream().filter(e -> e.source().equals("org")).toList();
        List<Entry> queries =
                entries.stream().filter(e -> !e.source().equals("org")).toList();
        return new Lookup(index, model, text -> error(set, text)).figures(set, queries);
    }

    private List<Figures> ukmpi(Path directory) {
        List<Entry> index = Sets.ukmpi(directory.resolve("ukmpi-master.csv"));
        List<Entry> queries = Sets.ukmpi(directory.resolve("ukmpi-queries.csv"));
        return new Lookup(index, model, text -> error("ukmpi", text)).figures("ukmpi-dev, 5,000 people", queries);
    }
}
