package care.weald.identity.match.evaluation;

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

    private static final long MANY = 2_000_000;

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
        figures.addAll(new Clusters(Sets.febrl(sets.resolve("febrl2.csv")), evaluation.model).figures("febrl2"));
        figures.addAll(new Clusters(Sets.fake(sets.resolve("fake_1000.csv")), evaluation.model).figures("fake_1000"));
        figures.addAll(evaluation.twoLists("febrl1, two lists", Sets.febrl(sets.resolve("febrl1.csv"))));
        figures.addAll(evaluation.twoLists("FEBRL style, two lists of 5,000", FebrlStyle.entries(3, 5_000)));
        figures.addAll(evaluation.twoLists("the same with more changes", FebrlStyle.worse(4, 5_000)));
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
        return new Duplicates(entries, model, text -> error(set, text)).figures(set + " (pairs)");
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
        List<Figures> figures = new ArrayList<>(
                new Lookup(index, model, text -> error("ukmpi", text)).figures("ukmpi-dev, 5,000 people", queries));
        Lookup many = new Lookup(index, model, MANY, text -> error("ukmpi of many", text));
        figures.addAll(many.figures("ukmpi-dev, as though 2,000,000 were known", queries));
        return figures;
    }
}
