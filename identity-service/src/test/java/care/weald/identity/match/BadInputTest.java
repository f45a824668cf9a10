package care.weald.identity.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.model.Model;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private final Matcher matcher = new Matcher(Model.starting(), 2_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"999 000 0018", "999-000-0018", "٩٩٩٠٠٠٠٠١٨", "9990000018\u200f", " 9990000018 "})
    void anNhsNumberIsReadThroughSpacesAndScripts(String raw) {
        Demographics read = Demographics.builder().nhsNumber(raw, true).build();

        assertTrue(read.numbers().nhs() != null);
        assertTrue(read.numbers().verified());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "999000001", "99900000181", "0000000000", "9999999999", "abc", "9990000018 9990000018"})
    void whatIsNoNhsNumberIsNone(String raw) {
        Numbers numbers = Demographics.builder().nhsNumber(raw, true).build().numbers();

        assertTrue(numbers.nhs() == null);
        assertFalse(numbers.verified());
        assertEquals("", numbers.rejected());
    }

    @Test
    void aNumberOneSlipFromAValidOneIsEvidenceButNeverANumber() {
        Demographics slipped =
                People.aliceUnnumbered().nhsNumber("9990000118", true).build();

        Score score = matcher.score(slipped, People.alice().build(), true);

        assertTrue(slipped.numbers().nhs() == null);
        assertTrue(score.contributions().stream().anyMatch(c -> c.level().equals("one-slip")));
        assertEquals(List.of(), score.guards());
    }

    @Test
    void hugeFieldsAreCutAndAnswered() {
        String huge = "Ba\u0301".repeat(7_000);
        Demographics big = Demographics.builder()
                .nhsNumber(huge, false)
                .identifier(huge, huge)
                .given(List.of(huge, huge, huge, huge, huge, huge))
                .family(huge)
                .birthDate(huge)
                .gender(huge)
                .address(List.of(huge, huge), huge, huge)
                .phone("7".repeat(20_000))
                .email(huge)
                .build();

        Score score = matcher.score(big, People.alice().build(), true);

        assertEquals(Grade.CERTAINLY_NOT, score.grade());
        assertTrue(BlockKeys.of(big).length <= BlockKeys.MOST);
        assertTrue(big.given().size() <= 4);
    }

    @Test
    void rightToLeftNamesMatchThemselvesThroughTheirMarks() {
        DemographicsBuilder marked = named("\u200fعُمَر", "الخطيب");
        DemographicsBuilder plain = named("عمر", "الخطيب");

        Score score = matcher.score(marked.build(), plain.build(), true);

        assertTrue(score.contributions().stream()
                .anyMatch(c -> c.field().equals("given") && c.level().equals("exact")));
        assertNotEquals(BlockKeys.of(plain.build()).length, 0);
    }

    @Test
    void combiningCharactersAreTheirLetters() {
        Score score = matcher.score(
                named("Zoe\u0308", "Nov\u00e1k").build(),
                named("Zo\u00eb", "Novak").build(),
                true);

        assertEquals("exact", score.contributions().get(0).level());
        assertTrue(score.contributions().stream().allMatch(c -> c.weight() > 0));
    }

    @Test
    void namesOfOneLetterAreInitialsOrNothing() {
        Demographics one = named("A", "B").build();
        Demographics none = named("", " - ").build();

        assertEquals(List.of("A"), one.given());
        assertEquals(List.of(), none.given());
        assertEquals(List.of(), none.families());
        assertEquals(Grade.CERTAINLY_NOT, matcher.score(one, one, true).grade());
    }

    @Test
    void contradictoryIdentifiersAreGuarded() {
        DemographicsBuilder mine = People.alice().identifier("urn:a", "12345678");
        DemographicsBuilder other =
                People.aliceUnnumbered().nhsNumber(People.OTHER_NUMBER, true).identifier("urn:a", "12345678");

        Score score = matcher.score(mine.build(), other.build(), true);

        assertTrue(score.guards().contains(Guard.DIFFERENT_NHS_NUMBERS));
        assertEquals(Grade.POSSIBLE, score.grade());
    }

    @Test
    void identifiersOfDifferentSystemsAreNotCompared() {
        DemographicsBuilder mine = People.aliceUnnumbered().identifier("urn:a", "12345678");
        DemographicsBuilder other = People.aliceUnnumbered().identifier("urn:b", "87654321");

        Score score = matcher.score(mine.build(), other.build(), true);

        assertTrue(score.contributions().stream().noneMatch(c -> c.field().equals("identifier")));
    }

    @Test
    void anyTextIsAnswered() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 3_000; i++) {
            Demographics any = Demographics.builder()
                    .nhsNumber(text(random), true)
                    .formerNhsNumber(text(random))
                    .identifier(text(random), text(random))
                    .given(List.of(text(random), text(random)))
                    .family(text(random))
                    .previousFamily(text(random))
                    .birthDate(text(random))
                    .gender(text(random))
                    .address(List.of(text(random)), text(random), text(random))
                    .previousPostcode(text(random))
                    .phone(text(random))
                    .email(text(random))
                    .deceased(text(random))
                    .seen(text(random))
                    .build();

            assertNotNull(matcher.score(any, any, true).grade());
            assertTrue(BlockKeys.of(any).length <= BlockKeys.MOST);
        }
    }

    @Test
    void nobodyIsNamedInText() {
        Demographics alice = People.alice().build();

        assertEquals("Demographics[***]", alice.toString());
        assertEquals("Numbers[***]", alice.numbers().toString());
        assertEquals("Location[***]", alice.location().toString());
    }

    private static DemographicsBuilder named(String given, String family) {
        return Demographics.builder().given(List.of(given)).family(family).birthDate("1990-06-07");
    }

    private static String text(SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            out.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(32, 127);
                        case 1 -> random.nextInt('0', '9' + 1);
                        case 2 -> random.nextInt(1, 0xD7FF);
                        default -> random.nextInt(0xE000, 0x10FFFF);
                    });
        }
        return out.toString();
    }
}
