package care.weald.identity.scale;

import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.FhirPatients;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What is asked about a random sample of the people who are there. */
final class Questions {

    private static final int MATCHED = 8_000;
    private static final int STRANGERS = 8_000;
    private static final int SEED = 77;
    private static final String FULL_URL = "/Patient/";

    private final List<Registered> sample = new ArrayList<>();
    private final List<Registered> strangers = new ArrayList<>();
    private final List<Question> matches = new ArrayList<>();

    /** Draws the sample; another {@code round} draws others. */
    Questions(int people) {
        SplittableRandom random = new SplittableRandom(SEED);
        Clerk clerk = new Clerk(SEED + 1);
        new Population(Loading.SEED).people(people + STRANGERS).forEach(person -> {
            if (person.number() >= people) {
                strangers.add(new Registered(person));
            } else if (random.nextInt(people) < MATCHED) {
                Registered registered = new Registered(person);
                sample.add(registered);
                matches.add(match(registered, clerk.register(person), matches.size()));
            }
        });
    }

    private static Question match(Registered registered, Registration typed, int number) {
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":"
                + FhirPatients.of(typed, "", false) + "}]}";
        return new Question(
                "POST /patients/$match",
                body,
                number % Callers.MANY,
                "",
                "",
                FULL_URL,
                registered.id().toString());
    }

    /** The questions of {@code measure}, as often as they are there, with permits that have just been signed. */
    List<Question> of(String measure) {
        return switch (measure) {
            case "match" -> matches;
            case "pix" -> each(Questions::references);
            case "number" -> each(Questions::number);
            case "token" -> each(Questions::token);
            case "feed" -> Feeds.of(sample, strangers);
            default -> throw new IllegalArgumentException("no such measure: " + measure);
        };
    }

    private interface Made {
        Question of(Registered registered, int caller);
    }

    private List<Question> each(Made made) {
        return IntStream.range(0, sample.size())
                .parallel()
                .mapToObj(i -> made.of(sample.get(i), i % Callers.MANY))
                .toList();
    }

    private static Question references(Registered about, int caller) {
        String id = about.id().toString();
        return new Question(
                "GET /patients/" + id + "/$ihe-pix", "", caller, "", Callers.read(caller, about), "\"Patient/", id);
    }

    private static Question number(Registered about, int caller) {
        String identifier =
                URLEncoder.encode(NhsNumber.SYSTEM + "|" + about.person().nhs(), StandardCharsets.UTF_8);
        return new Question(
                "GET /patients?identifier=" + identifier,
                "",
                caller,
                "",
                "",
                FULL_URL,
                about.id().toString());
    }

    private static Question token(Registered about, int caller) {
        String body = "{\"identifier\":{\"system\":\"" + NhsNumber.SYSTEM + "\",\"value\":\""
                + about.person().nhs() + "\"}}";
        return new Question(
                "POST /person-tokens",
                body,
                caller,
                "",
                "",
                "\"person\":\"",
                about.id().toString());
    }
}
