package care.weald.identity.match.evaluation;

import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import care.weald.identity.match.model.Sample;
import care.weald.identity.match.model.Trainer;
import care.weald.identity.match.model.Training;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the model that is shipped, from three registrations each of 20,000 people: one household in a hundred of an
 * invented population of two million. The argument is the file to write.
 */
public final class DefaultModel {

    /** The seed of the training population; no evaluation uses it. */
    private static final long SEED = 20_260_101;

    private static final int PEOPLE = 20_000;
    private static final int STEP = 100;
    private static final int REGISTRATIONS = 3;

    private DefaultModel() {}

    /** Writes the model. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), train().toJson().toString() + "\n");
    }

    static Model train() {
        return Trainer.train(samples(), Training.named("weald-2"));
    }

    private static List<Sample> samples() {
        Clerk clerk = new Clerk(SEED);
        SharedParts parts = new SharedParts();
        List<Sample> samples = new ArrayList<>();
        new Population(SEED).every(STEP).people(PEOPLE).forEach(person -> {
            samples.add(sample(Registration.of(person), parts));
            for (int i = 1; i < REGISTRATIONS; i++) {
                samples.add(sample(clerk.register(person), parts));
            }
        });
        return samples;
    }

    private static Sample sample(Registration registration, SharedParts parts) {
        return new Sample(Profile.of(registration.demographics(), parts.parts()), registration.source);
    }
}
