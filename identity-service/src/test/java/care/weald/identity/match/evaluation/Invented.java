package care.weald.identity.match.evaluation;

import care.weald.identity.match.model.Model;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.Lookalikes;
import care.weald.identity.population.Person;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * An invented population of which one in ten is absent from the index, and queries for people of both kinds, one in five for
 * somebody absent: half of these are of that tenth, whose relatives are there, and half are made to be taken for somebody who
 * is there: twins, brothers and sisters, parents of the same name, namesakes.
 */
record Invented(List<Entry> index, List<Entry> queries) {

    private static final int ABSENT_IN_TEN = 1;

    static Invented of(long seed, int people, int queries) {
        SplittableRandom random = new SplittableRandom(seed);
        Clerk clerk = new Clerk(seed + 1);
        Lookalikes lookalikes = new Lookalikes(seed + 2);
        List<Entry> index = new ArrayList<>();
        List<Entry> asked = new ArrayList<>();
        double present = 0.8 * queries / (0.9 * people);
        double absent = 0.1 * queries / (0.1 * people);
        double lookalike = 0.1 * queries / (0.9 * people);
        Population population = new Population(seed);
        population.people(people).forEach(person -> {
            boolean away = random.nextInt(10) < ABSENT_IN_TEN;
            if (!away) {
                index.add(entry(Registration.of(person), person.number()));
            }
            if (!away && random.nextDouble() < lookalike) {
                asked.add(entry(clerk.register(lookalikes.of(person)), -1));
            }
            if (random.nextDouble() < (away ? absent : present)) {
                asked.add(entry(clerk.register(person), away ? -1 : person.number()));
            }
        });
        return new Invented(index, asked);
    }

    private static Entry entry(Registration registration, long truth) {
        return new Entry(registration.demographics(), truth, registration.source, registration.toString());
    }

    List<Figures> figures(Model model, Consumer<String> errors) {
        Lookup lookup = new Lookup(index, model, text -> errors.accept("invented: " + text));
        return lookup.figures(String.format(java.util.Locale.ROOT, "invented, %,d people", index.size()), queries);
    }

    /** Who is in the population; for training. */
    static List<Person> people(long seed, int people) {
        return new Population(seed).people(people).toList();
    }
}
