package care.weald.identity.match.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final Training TRAINING = new Training("test", 1, 100_000, 100, 100, 2e-4);

    private static List<Sample> samples(boolean numbered) {
        Clerk clerk = new Clerk(11);
        List<Sample> samples = new ArrayList<>();
        new Population(11).people(1_500).forEach(person -> {
            samples.add(sample(Registration.of(person), numbered));
            samples.add(sample(clerk.register(person), numbered));
            samples.add(sample(clerk.register(person), numbered));
        });
        return samples;
    }

    private static Sample sample(Registration registration, boolean numbered) {
        Demographics all = registration.demographics();
        Demographics seen = numbered
                ? all
                : new Demographics(
                        care.weald.identity.match.Numbers.NONE,
                        all.given(),
                        all.families(),
                        all.birthDate(),
                        all.sex(),
                        all.location(),
                        0,
                        0);
        return new Sample(Profile.of(seen), registration.source);
    }

    @Test
    void theOrderOfTheSampleDoesNotMatter() {
        List<Sample> samples = samples(true);
        List<Sample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(3));

        assertEquals(
                Trainer.train(samples, TRAINING).sha256(),
                Trainer.train(shuffled, TRAINING).sha256());
    }

    @Test
    void carelessSourcesAgreeLessOften() {
        Model model = Trainer.train(samples(true), TRAINING);

        assertTrue(
                model.same("ambulance").get(Field.GIVEN, 0) < model.same("gp").get(Field.GIVEN, 0));
        assertNotEquals(model.same(), model.same("gp"));
        assertEquals(model.same(), model.same("nobody's"));
    }

    @Test
    void strangersRarelyShareABirthDateAndRelativesAHome() {
        Model model = Trainer.train(samples(true), TRAINING);

        assertTrue(model.strangers().get(Field.BIRTH_DATE, 0) < 2e-4);
        assertTrue(model.relatives().get(Field.POSTCODE, 0) > 0.8);
        assertTrue(model.relatives().get(Field.FAMILY, 0) > 0.5);
        assertTrue(model.relatives().get(Field.GIVEN, 0) < 0.05);
    }

    @Test
    void withoutNumbersExpectationMaximisationComesNear() {
        LevelTable numbers = Trainer.train(samples(true), TRAINING).same();
        LevelTable without = Trainer.train(samples(false), TRAINING).same();

        for (Field field : List.of(Field.GIVEN, Field.FAMILY, Field.SEX)) {
            assertEquals(numbers.get(field, 0), without.get(field, 0), 0.1, field.code());
        }
    }

    @Test
    void nothingTeachesNothing() {
        Model model = Trainer.train(List.of(), TRAINING);

        assertEquals(StartingTables.strangers(), model.strangers());
        assertEquals(0, model.given().counts().size());
    }

    @Test
    void namesAreCountedByHashOnly() {
        Model model = Trainer.train(samples(true), TRAINING);

        assertTrue(model.family().counts().size() > 20);
        model.toJson()
                .path("family")
                .path("counts")
                .fieldNames()
                .forEachRemaining(name -> assertTrue(name.matches("[0-9a-f]{16}"), name));
    }
}
