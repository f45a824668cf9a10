package care.weald.identity.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MatcherTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final Matcher matcher = new Matcher(Model.starting(), 2_000_000);

    private Score score(DemographicsBuilder query, DemographicsBuilder candidate) {
        return matcher.score(query.build(), candidate.build(), true);
    }

    private static Candidate candidate(UUID person, DemographicsBuilder of) {
        return new Candidate(person, Profile.of(of.build()), false);
    }

    @Test
    void sameRecordIsCertain() {
        Score score = score(People.alice(), People.alice());

        assertEquals(Grade.CERTAIN, score.grade());
        assertEquals(List.of(), score.guards());
        assertEquals(-21, score.prior());
        assertEquals("starting", score.model());
    }

    @Test
    void samePersonWithoutANumberIsCertain() {
        assertEquals(
                Grade.CERTAIN, score(People.aliceUnnumbered(), People.alice()).grade());
    }

    @Test
    void strangersAreCertainlyNot() {
        Score score = score(People.alice(), People.stranger());

        assertEquals(Grade.CERTAINLY_NOT, score.grade());
        assertTrue(score.isAgainst());
    }

    @Test
    void aTwinIsNeverCertain() {
        Score score = score(People.twin(), People.aliceUnnumbered());

        assertTrue(score.guards().contains(Guard.TWIN));
        assertTrue(score.grade().compareTo(Grade.POSSIBLE) >= 0);
    }

    private static DemographicsBuilder at(String given, String birthDate) {
        return Demographics.builder()
                .given(List.of(given))
                .family("Wetherby")
                .birthDate(birthDate)
                .gender("female")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN");
    }

    @Test
    void aMotherOfTheSameNameIsNeverCertain() {
        Score score = score(at("Alice", "1932-08-30"), People.alice());

        assertTrue(score.guards().contains(Guard.OWN_EVIDENCE));
        assertNotEquals(Grade.CERTAIN, score.grade());
    }

    @Test
    void aWrongYearIsNoMother() {
        assertEquals(List.of(), score(at("Alice", "1963-03-14"), People.alice()).guards());
    }

    private static DemographicsBuilder atHome(String... given) {
        return Demographics.builder()
                .given(List.of(given))
                .family("Wetherby")
                .birthDate("1961-03-14")
                .gender("female")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN");
    }

    @Test
    void aTwinWhoseNameIsLikeASecondNameIsNeverCertain() {
        Score score = score(atHome("Gemma"), atHome("Rosemary", "Emma"));

        assertEquals(Grade.POSSIBLE, score.grade());
        assertTrue(score.guards().contains(Guard.TWIN));
    }

    @Test
    void whoeverIsCalledByTheirSecondNameIsNoTwin() {
        Score score = score(atHome("Emma"), atHome("Rosemary", "Emma"));

        assertFalse(score.guards().contains(Guard.TWIN));
    }

    @Test
    void aSlipInAnIdentifierIsNoTwin() {
        // Given
        DemographicsBuilder known = at("Alice", "1961-03-14").identifier("urn:local", "4937261");
        DemographicsBuilder slip = at("Beatrice", "1961-03-14").identifier("urn:local", "4937621");
        DemographicsBuilder other = at("Beatrice", "1961-03-14").identifier("urn:local", "8812094");

        // When
        Score near = score(slip, known);
        Score far = score(other, known);

        // Then
        assertFalse(near.guards().contains(Guard.OWN_EVIDENCE));
        assertTrue(near.total() > far.total() + 12);
        assertTrue(far.guards().contains(Guard.TWIN));
    }

    @Test
    void aShortIdentifierHasNoSlips() {
        Score score = score(
                at("Alice", "1961-03-14").identifier("urn:local", "4937"),
                at("Alice", "1961-03-14").identifier("urn:local", "4973"));

        assertTrue(score.contributions().stream()
                .anyMatch(c -> c.field().equals("identifier") && c.level().equals("different")));
    }

    @Test
    void whereNobodyLivesWithAnybodyARelativeNeedNotBeFeared() {
        // Given
        Census.Count count = new Census.Count();
        for (int i = 0; i < 5_000; i++) {
            count.add(
                    Profile.of(People.alice().build()),
                    List.of(Profile.of(People.stranger().build())));
        }
        Matcher apart = new Matcher(Model.starting(), count.of(5_000), "");
        Demographics nameless = People.aliceUnnumbered().build();
        nameless = new Demographics(
                nameless.numbers(),
                List.of(),
                nameless.families(),
                nameless.birthDate(),
                nameless.sex(),
                nameless.location(),
                0,
                0);

        // When
        Score feared = matcher.score(nameless, People.alice().build(), true);
        Score told = apart.score(nameless, People.alice().build(), true);

        // Then
        assertEquals(List.of(Guard.OWN_EVIDENCE), feared.guards());
        assertEquals(List.of(), told.guards());
        assertEquals(Grade.CERTAIN, told.grade());
    }

    @Test
    void aCensusSeesWhoLivesTogether() {
        // Given
        Census.Count count = new Census.Count();
        Profile alice = Profile.of(People.alice().build());
        Profile husband = Profile.of(at("Bernard", "1958-11-02").build());

        // When
        count.add(alice, List.of(alice, husband));
        count.add(alice, List.of(alice));

        // Then
        assertEquals(new Census(2_000_000, 0.5), count.of(2_000_000));
    }

    @Test
    void aShareIsBetweenNoneAndAll() {
        assertThrows(IllegalArgumentException.class, () -> new Census(10, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new Census(10, Double.NaN));
    }

    @Test
    void aNameThatMovedToTheOtherFieldIsNoOtherName() {
        Score score = score(
                Demographics.builder()
                        .given(List.of("Gertrude"))
                        .family("Alice")
                        .birthDate("1961-03-14")
                        .gender("female")
                        .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN"),
                People.alice());

        assertFalse(score.guards().contains(Guard.TWIN));
        assertTrue(score.contributions().stream()
                .anyMatch(c -> c.field().equals("given") && c.level().equals("half-swapped")));
        assertTrue(score.contributions().stream().noneMatch(c -> c.field().equals("family")));
    }

    @Test
    void livingTogetherProvesNothing() {
        // Given
        DemographicsBuilder nobody = Demographics.builder()
                .family("Wetherby")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN")
                .phone("07700 900123");

        // When
        Score score = score(nobody, People.alice());

        // Then
        assertTrue(score.guards().contains(Guard.OWN_EVIDENCE));
        assertNotEquals(Grade.CERTAIN, score.grade());
        assertTrue(score.contributions().stream().anyMatch(c -> c.field().equals("household-cap")));
    }

    @Test
    void anInitialIsNoTwin() {
        DemographicsBuilder initial = Demographics.builder()
                .given(List.of("A"))
                .family("Wetherby")
                .birthDate("1961-03-14")
                .gender("female")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN");

        assertEquals(List.of(), score(initial, People.alice()).guards());
    }

    @Test
    void differentValidNumbersNeverLinkAlone() {
        Score score = score(People.aliceUnnumbered().nhsNumber(People.OTHER_NUMBER, true), People.alice());

        assertTrue(score.guards().contains(Guard.DIFFERENT_NHS_NUMBERS));
        assertEquals(Grade.POSSIBLE, score.grade());
    }

    @Test
    void aSupersededNumberStillLinks() {
        DemographicsBuilder moved =
                People.aliceUnnumbered().nhsNumber(People.OTHER_NUMBER, true).formerNhsNumber(People.ALICE_NUMBER);

        assertEquals(Grade.CERTAIN, score(moved, People.alice()).grade());
    }

    @Test
    void aMothersNumberOnHerBabyIsAContradiction() {
        DemographicsBuilder baby = Demographics.builder()
                .nhsNumber(People.ALICE_NUMBER, true)
                .given(List.of("Baby"))
                .family("Wetherby")
                .birthDate("1990-05-01")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN");

        Score score = score(baby, People.alice());

        assertTrue(score.guards().contains(Guard.CONTRADICTION));
        assertTrue(score.grade().compareTo(Grade.POSSIBLE) >= 0);
    }

    @Test
    void nobodyIsSeenAfterTheirDeath() {
        Score score = score(People.alice().seen("2025-03-01"), People.alice().deceased("2024-12-24"));

        assertEquals(List.of(Guard.DEAD_BEFORE_EVENT), score.guards());
        assertEquals(Grade.POSSIBLE, score.grade());
    }

    @Test
    void namesInTheWrongOrderAreFound() {
        DemographicsBuilder swapped = Demographics.builder()
                .given(List.of("Wetherby"))
                .family("Alice")
                .birthDate("1961-03-14")
                .gender("female")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN");

        assertEquals(Grade.CERTAIN, score(swapped, People.alice()).grade());
    }

    @Test
    void aSecondPersonNearlyAsGoodTakesTheCertaintyAway() {
        // Given
        List<Candidate> candidates = List.of(candidate(FIRST, People.alice()), candidate(SECOND, People.alice()));

        // When
        List<Match> matches = matcher.rank(Profile.of(People.aliceUnnumbered().build()), candidates, true);

        // Then
        assertEquals(2, matches.size());
        assertTrue(matches.stream().allMatch(m -> m.score().guards().contains(Guard.MARGIN)));
        assertTrue(matches.stream().noneMatch(m -> m.score().grade() == Grade.CERTAIN));
    }

    @Test
    void aPersonsOtherRecordsAreNoRivals() {
        // Given
        List<Candidate> candidates = List.of(
                candidate(FIRST, People.alice()),
                candidate(FIRST, People.aliceUnnumbered()),
                candidate(SECOND, People.stranger()));

        // When
        List<Match> matches = matcher.rank(Profile.of(People.alice().build()), candidates, true);

        // Then
        assertEquals(1, matches.size());
        assertEquals(Grade.CERTAIN, matches.get(0).score().grade());
        assertEquals(FIRST, matches.get(0).candidate().person());
    }

    @Test
    void whereARestrictedPersonLivesIsNotUsed() {
        // Given
        Candidate hidden = new Candidate(FIRST, Profile.of(People.alice().build()), true);
        Profile here = Profile.of(People.aliceUnnumbered().build());
        Profile elsewhere = Profile.of(People.aliceUnnumbered().build().withoutLocation());

        // When
        List<Match> right = matcher.rank(here, List.of(hidden), false);
        List<Match> wrong = matcher.rank(elsewhere, List.of(hidden), false);

        // Then
        assertEquals(wrong.get(0).score(), right.get(0).score());
        assertTrue(right.get(0).score().guards().contains(Guard.RESTRICTED));
    }
}
