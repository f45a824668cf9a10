package care.weald.identity.match.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliseTest {

    @ParameterizedTest
    @CsvSource({
        "O'Brien, OBRIEN",
        "Zoë, ZOE",
        "Łukasz, LUKASZ",
        "Weiß, WEISS",
        "Æthelred, AETHELRED",
        "'  Anne -  Marie ', ANNE MARIE",
        "\u200fRania\u200e, RANIA",
        "e\u0301clair, ECLAIR",
        "٢٣, 23",
        "ＡＢＣ, ABC",
        "عمر, عمر",
    })
    void textIsFolded(String raw, String folded) {
        assertEquals(folded, Text.fold(raw));
    }

    @Test
    void aFieldOfAnySizeIsCut() {
        assertEquals(Text.LONGEST, Text.fold("x".repeat(20_000)).length());
        assertTrue(PersonNames.family("y".repeat(20_000)).length() <= 40);
        assertTrue(AddressLines.parse(List.of("road ".repeat(5_000), "z".repeat(20_000)))
                        .length()
                <= 125);
    }

    @Test
    void titlesAndPlaceholdersAreNoNames() {
        assertEquals(List.of("JOHN", "PAUL"), PersonNames.given(List.of("Mr John", "Paul")));
        assertEquals(List.of(), PersonNames.given(List.of("Baby Boy")));
        assertEquals(List.of(), PersonNames.given(List.of("TWIN 1")));
        assertEquals(List.of(), PersonNames.given(List.of("unknown")));
        assertEquals(List.of("J"), PersonNames.given(List.of("J.")));
        assertEquals("", PersonNames.family("Unknown"));
    }

    @Test
    void particlesJoinAndDoubleNamesKeepTheirSeam() {
        assertEquals("DESOUZA", PersonNames.family("de Souza"));
        assertEquals("VANDERBERG", PersonNames.family("van der Berg"));
        assertEquals("ARMSTRONG JONES", PersonNames.family("Armstrong-Jones"));
        assertEquals("LI", PersonNames.family("Li"));
    }

    @ParameterizedTest
    @CsvSource({
        "1961-03-14, 19610314",
        "19610314, 19610314",
        "1961-03, 19610300",
        "1961, 19610000",
        "1957-14-32, 19570000",
        "1957-02-30, 19570200",
        "1900-01-01, 0",
        "0000-00-00, 0",
        "9999-12-31, 0",
        "nonsense, 0",
        "'', 0",
    })
    void impossiblePartsOfADateAreNotKnown(String raw, int date) {
        assertEquals(date, BirthDates.parse(raw));
    }

    @ParameterizedTest
    @CsvSource({
        "me13 0rn, ME130RN",
        "ME13 ORN, ME130RN",
        "MEI3 0RN, ME130RN",
        "CT1 6TZ, CT16TZ",
        "ZZ99 3VZ, ''",
        "DA1, DA1",
        "4011, 4011",
        "'', ''",
        "?, ''",
    })
    void postcodesAreMendedByPosition(String raw, String postcode) {
        assertEquals(postcode, Postcodes.parse(raw));
    }

    @Test
    void outwardAndAreaOfAPostcode() {
        assertEquals("ME13", Postcodes.outward("ME130RN"));
        assertEquals("ME", Postcodes.area("ME130RN"));
        assertEquals("40", Postcodes.area("4011"));
        assertTrue(Postcodes.isFull("W1A0AX"));
        assertFalse(Postcodes.isFull("ME13"));
    }

    @Test
    void telephoneNumbersLoseTheirPrefix() {
        assertEquals(700900123, Phones.parse("+44 7700 900123") % 1_000_000_000);
        assertEquals(Phones.parse("07700 900123"), Phones.parse("0044 7700900123"));
        assertEquals(Phones.NONE, Phones.parse("999"));
        assertEquals(Phones.NONE, Phones.parse("0000000000"));
    }

    @Test
    void addressLinesTellNumbersFromWords() {
        assertEquals("28 68|PARK STREET", AddressLines.parse(List.of("Flat 28, 68 Park St")));
        assertEquals(AddressLines.parse(List.of("3 Elm Cl")), AddressLines.parse(List.of("3 ELM CLOSE")));
        assertEquals("", AddressLines.parse(List.of(" ", "")));
    }

    @Test
    void mailIsLowerCaseAndLongEnough() {
        assertEquals("a.b@example.org", Emails.parse(" A.B@Example.org "));
        assertEquals("", Emails.parse("a@b"));
    }
}
