package care.weald.identity.matchmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.index.CandidateRepository.Near;
import care.weald.identity.index.MatchWitness.Asked;
import care.weald.identity.match.Candidate;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import care.weald.identity.matchmodel.HeldOut.Decision;
import care.weald.identity.matchmodel.Shadow.Graded;
import care.weald.identity.matchmodel.Tally.Cell;
import care.weald.identity.matchmodel.Tally.Origin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a shadow run counts, and how a model does on decisions. */
class TallyTest {

    private static final Matcher SHIPPED = new Matcher(Model.shipped(), 2_000_000);
    private static final Matcher STRICT = new Matcher(Models.strict("strict"), 2_000_000);
    private static final UUID SOURCE = new UUID(1, 1);

    private static Demographics person(String given, String family, String born) {
        return Demographics.builder()
                .given(List.of(given))
                .family(family)
                .birthDate(born)
                .gender("female")
                .address(List.of("3 Mill Lane"), "Sandbourne", "SB1 4QT")
                .phone("01632 960123")
                .build();
    }

    private static final Demographics ROSA = person("Rosalind", "Ashdown", "1970-03-04");

    private static Near near(Demographics about, boolean restricted) {
        return new Near(SOURCE, new Candidate(new UUID(2, 2), Profile.of(about), restricted));
    }

    private static Graded graded(Near near, Optional<UUID> registration) {
        Asked asked = new Asked(ROSA, "KZ001", registration);
        return new Graded(asked, GradeChange.of(Profile.of(ROSA), List.of(near), SHIPPED, STRICT));
    }

    private static JsonNode patient(String category) {
        try {
            return new ObjectMapper().readTree("""
                    {"resourceType":"Patient","extension":[{"url":
                     "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory",
                     "valueCodeableConcept":{"coding":[{"code":"%s"}]}}]}""".formatted(category));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChangedGradeIsCountedInItsGroup() {
        Tally tally = Tally.of(
                List.of(graded(near(ROSA, false), Optional.empty())),
                Map.of(SOURCE, new Origin("KZ002", patient("A"))),
                2026);

        Cell cell = tally.cells().keySet().iterator().next();
        assertEquals(new Group("KZ001", "female", "40-64", "A"), cell.group());
        assertEquals(Grade.CERTAIN, cell.active());
        assertEquals(Grade.PROBABLE, cell.shadow());
        assertEquals(SOURCE, tally.differences().getFirst().candidate());
        assertEquals(Optional.empty(), tally.differences().getFirst().asked());
    }

    @Test
    void aRegistrationTellsItsOwnSourceAndCategory() {
        UUID own = new UUID(3, 3);
        Tally tally = Tally.of(
                List.of(graded(near(ROSA, false), Optional.of(own))),
                Map.of(SOURCE, new Origin("KZ002", patient("A")), own, new Origin("KZ003", patient("H"))),
                2026);

        assertEquals(
                new Group("KZ003", "female", "40-64", "H"),
                tally.cells().keySet().iterator().next().group());
        assertEquals(Optional.of(own), tally.differences().getFirst().asked());
    }

    @Test
    void whereNobodyIsNamedThatIsCountedToo() {
        Tally tally = Tally.of(
                List.of(graded(near(person("Otto", "Brandt", "1999-12-31"), false), Optional.empty())), Map.of(), 2026);

        Cell cell = tally.cells().keySet().iterator().next();
        assertEquals(Grade.CERTAINLY_NOT, cell.active());
        assertEquals(Grade.CERTAINLY_NOT, cell.shadow());
        assertEquals(1, tally.questions());
        assertTrue(tally.differences().isEmpty());
    }

    @Test
    void noPairOfARestrictedPersonIsKept() {
        Graded graded = new Graded(
                new Asked(ROSA, "KZ001", Optional.empty()),
                List.of(new GradeChange(Optional.of(near(ROSA, true)), Grade.PROBABLE, Grade.POSSIBLE)));

        Tally tally = Tally.of(List.of(graded), Map.of(), 2026);

        assertTrue(tally.differences().isEmpty());
        assertEquals(1, tally.cells().size());
    }

    @Test
    void whatIsNoCategoryIsNotKept() {
        assertEquals("A", Group.ethnicity(patient("A")));
        assertEquals(Group.UNKNOWN, Group.ethnicity(patient("Rosalind")));
        assertEquals(Group.UNKNOWN, Group.ethnicity(patient("")));
    }

    @Test
    void agesAreBands() {
        for (String[] born : new String[][] {
            {"2026-01-01", "0-4"},
            {"2021-01-01", "5-17"},
            {"2008-06-01", "18-39"},
            {"1941-01-01", "85+"},
            {"", "unknown"}
        }) {
            assertEquals(
                    born[1], Group.of(person("A", "B", born[0]), 2026, "", "A").age(), born[0]);
        }
    }

    @Test
    void precisionAndRecallAreOfTheDecisions() {
        Demographics other = person("Otto", "Brandt", "1999-12-31");
        JsonNode figures = HeldOut.figures(
                SHIPPED,
                List.of(
                        new Decision(ROSA, ROSA, true),
                        new Decision(ROSA, other, true),
                        new Decision(ROSA, ROSA, false),
                        new Decision(ROSA, other, false)));

        assertEquals(4, figures.path("decisions").asInt());
        assertEquals(2, figures.path("same").asInt());
        assertEquals(2, figures.at("/certain/named").asInt());
        assertEquals(0.5, figures.at("/certain/precision").asDouble());
        assertEquals(0.5, figures.at("/possible/recall").asDouble());
        assertFalse(HeldOut.figures(SHIPPED, List.of()).at("/certain").has("precision"));
        assertFalse(HeldOut.figures(SHIPPED, List.of()).at("/certain").has("recall"));
    }

    @Test
    void aStoredModelAnswersBitForBitAsTheOneThatWasStored() {
        StoredModel stored = Models.stored(Model.shipped());

        assertEquals(
                SHIPPED.score(ROSA, person("Rosa", "Ashdown", "1970-03-14"), true),
                new Matcher(stored.model(), 2_000_000).score(ROSA, person("Rosa", "Ashdown", "1970-03-14"), true));
        assertEquals(Model.shipped().sha256(), stored.model().sha256());
    }

    @Test
    void aModelThatIsNotItsSumIsNotUsed() {
        StoredModel stored = new StoredModel(
                Models.stored(Models.strict("strict")).params(), Model.shipped().sha256());

        org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, stored::model);
    }

    @Test
    void namesAreNotShownNotEvenTheirHashes() {
        JsonNode shown = Models.stored(Model.shipped()).shown();

        assertFalse(shown.path("given").has("counts"));
        assertFalse(shown.path("family").has("counts"));
        assertEquals(
                Model.shipped().family().counts().size(),
                shown.at("/family/names").asInt());
    }
}
