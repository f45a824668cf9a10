package care.weald.audit.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.audit.accesslog.Use.By;
import care.weald.audit.accesslog.Use.Ending;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceTest {

    private static final By DOCTOR = new By("KZ016", "Oakfield Health Centre", List.of("R8000"), "Dr Ada Bell", false);
    private static final By SYSTEM = new By("KZ063", "Medway Maritime Hospital", List.of(), "", true);
    private static final Ending SHOWN = new Ending.Shown(false);

    private final Sentence sentence = new Sentence(Words.read(), false);

    private static Use use(By by, String interaction, String basis, Ending ending, String... categories) {
        return new Use(
                new UUID(0, 1),
                7,
                "00",
                Instant.parse("2026-11-22T10:00:00Z"),
                by,
                interaction,
                basis,
                List.of("TREAT"),
                List.of(categories),
                ending);
    }

    @Test
    void whatAProfessionalSawIsToldWithOrganisationRoleReasonAndCategories() {
        assertEquals(
                "A doctor at Oakfield Health Centre opened your record to give you care. They saw: Medication; Conditions"
                        + " and illnesses.",
                sentence.of(use(DOCTOR, "record", "source-patient", SHOWN, "cat-09", "cat-07", "cat-09/x")));
    }

    @Test
    void aPullByASystemIsToldToo() {
        assertEquals(
                "A computer system at Medway Maritime Hospital fetched your whole record to give you care. They saw:"
                        + " Medication. Some of it was kept back.",
                sentence.of(use(SYSTEM, "everything", "source-patient", new Ending.Shown(true), "cat-09")));
    }

    @Test
    void aRefusalSaysWhyAndThatNothingWasShown() {
        assertEquals(
                "A doctor at Oakfield Health Centre asked for something about you to give you care and was refused, because"
                        + " you have objected, and your objection stands. Nothing was shown.",
                sentence.of(use(DOCTOR, "read", "none", new Ending.Refused("objection-upheld"))));
    }

    @Test
    void aRuleThatHasNoWordsOfItsOwnIsStillARefusal() {
        assertEquals(
                "A doctor at Oakfield Health Centre asked for something about you to give you care and was refused, because"
                        + " they had no right to see it. Nothing was shown.",
                sentence.of(use(DOCTOR, "read", "none", new Ending.Refused("a-rule-of-tomorrow"))));
    }

    @Test
    void anOverrideIsToldWhenItIsDeclaredAndWheneverItIsUsed() {
        assertEquals(
                "A doctor at Oakfield Health Centre declared an emergency to open what you had objected to.",
                sentence.of(use(DOCTOR, "override", "override", SHOWN)));
        assertEquals(
                "A doctor at Oakfield Health Centre read one thing in your record to give you care. They saw: Medication."
                        + " They had declared an emergency to set aside what would have hidden it.",
                sentence.of(use(DOCTOR, "read", "override", SHOWN, "cat-09")));
    }

    @Test
    void aClaimIsToldWhenItIsMadeAndWheneverItIsUsed() {
        assertEquals(
                "A doctor at Oakfield Health Centre said that they care for you.",
                sentence.of(use(DOCTOR, "claim", "claim", SHOWN)));
        assertEquals(
                "A doctor at Oakfield Health Centre searched your record to give you care. They saw: Medication."
                        + " They had said that they care for you, and why.",
                sentence.of(use(DOCTOR, "search", "claim", SHOWN, "cat-09")));
    }

    @Test
    void whatFoundNothingAndWhatFailedSayThatNothingWasShown() {
        assertEquals(
                "A doctor at Oakfield Health Centre asked for something about you to give you care. There was nothing to"
                        + " show.",
                sentence.of(use(DOCTOR, "read", "source-patient", new Ending.Nothing())));
        assertEquals(
                "A doctor at Oakfield Health Centre asked for something about you to give you care. The service failed, and"
                        + " nothing was shown.",
                sentence.of(use(DOCTOR, "read", "source-patient", new Ending.Failed())));
    }

    @ParameterizedTest
    @CsvSource({
        "demographics, 'looked up your name, address and other details'",
        "people, searched for people and found you among them",
        "steward, looked at or corrected which registrations are yours",
        "object, recorded or looked up an objection of yours",
        "objections, worked on an objection of yours",
        "audit, looked at who has used your record",
        "access-log, looked at who has used your record",
        "delegate, recorded or looked up who may act for you",
        "something-new, asked for something of your record"
    })
    void everyKindOfUseHasItsWords(String interaction, String words) {
        assertEquals(
                "A doctor at Oakfield Health Centre " + words + " to give you care.",
                sentence.of(use(DOCTOR, interaction, "none", SHOWN)));
    }

    @Test
    void whatThePersonDidIsToldAsTheirOwn() {
        assertEquals(
                "You opened your record. You saw: Medication.",
                sentence.of(use(DOCTOR, "record", "own", SHOWN, "cat-09")));
        assertEquals(
                "Somebody who may act for you opened your record to give you care.",
                sentence.of(use(DOCTOR, "record", "proxy", SHOWN)));
    }

    @Test
    void aMemberOfStaffIsNamedOnlyWhereThePolicySaysSo() {
        Use use = use(DOCTOR, "record", "source-patient", SHOWN);

        assertFalse(sentence.of(use).contains("Bell"));
        assertEquals(
                "Dr Ada Bell, a doctor, at Oakfield Health Centre opened your record to give you care.",
                new Sentence(Words.read(), true).of(use));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R8012", "R0001"})
    void roleOfOversightHasItsArticle(String role) {
        By by = new By("KZ063", "", List.of(role), "", false);

        String said = sentence.of(use(by, "audit", "none", SHOWN));

        assertEquals(
                role.equals("R8012") ? "An analyst at KZ063" : "A privacy officer at KZ063",
                said.substring(0, said.indexOf(" looked")));
    }
}
