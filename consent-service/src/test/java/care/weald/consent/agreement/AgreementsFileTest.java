package care.weald.consent.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementsFileTest {

    private static final String GOOD = """
            {"agreements":[{"organisation":"KZ016","name":"Oakfield","type":"JCA","purposes":["TREAT","COC"],
              "feeds":true,"processor":false,"excludedCategories":["cat-06"],"from":"2026-01-01","to":"2026-12-31"}]}""";

    @Test
    void aGoodFileIsRead() {
        assertEquals(
                List.of(new Agreement(
                        "KZ016",
                        "Oakfield",
                        Agreement.Type.JCA,
                        Set.of("TREAT", "COC"),
                        true,
                        false,
                        Set.of("cat-06"),
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31))),
                AgreementsFile.parse(GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"KZ016\" | \"kz 016\" | agreements[0].organisation",
                "\"Oakfield\" | \"\" | agreements[0].name",
                "\"Oakfield\" | 7 | agreements[0].name",
                "\"JCA\" | \"MOU\" | agreements[0].type",
                "\"COC\" | \"SELL\" | agreements[0].purposes",
                "[\"TREAT\",\"COC\"] | [] | agreements[0].purposes",
                "[\"TREAT\",\"COC\"] | \"TREAT\" | agreements[0].purposes",
                "\"feeds\":true | \"feeds\":\"yes\" | agreements[0].feeds",
                "\"cat-06\" | \"cat-23\" | agreements[0].excludedCategories",
                "\"2026-12-31\" | \"2025-12-31\" | agreements[0].to",
                "\"2026-12-31\" | \"31/12/2026\" | agreements[0].to",
                "\"2026-01-01\" | \"2026-02-30\" | agreements[0].from",
                "\"2026-12-31\" | \"+12026-12-31\" | agreements[0].to",
                "\"processor\" | \"procesor\" | agreements[0]",
                "{\"agreements\":[ | [[ | not JSON",
                "\"agreements\" | \"contracts\" | agreements",
                "\"to\" | \"from\" | not JSON",
            })
    void aWrongFileIsRefusedNamingThePlace(String good, String bad, String place) {
        var fault = assertThrows(IllegalArgumentException.class, () -> AgreementsFile.parse(GOOD.replace(good, bad)));

        assertTrue(String.valueOf(fault.getMessage()).contains(place), fault.getMessage());
    }

    @Test
    void oneOrganisationHasOneAgreementAtATime() {
        String first = GOOD.substring(GOOD.indexOf("[") + 1, GOOD.lastIndexOf("]"));
        String overlapping = "{\"agreements\":[" + first + "," + first.replace("2026-01-01", "2026-12-31") + "]}";
        String following = "{\"agreements\":[" + first + ","
                + first.replace("2026-12-31", "2027-12-31").replace("2026-01-01", "2027-01-01") + "]}";

        assertThrows(IllegalArgumentException.class, () -> AgreementsFile.parse(overlapping));
        assertEquals(2, AgreementsFile.parse(following).size());
    }

    @Test
    void anAgreementHoldsOnItsFirstAndLastDayAndNoOther() {
        Agreement agreement = AgreementsFile.parse(GOOD).getFirst();

        assertTrue(agreement.isLiveOn(LocalDate.of(2026, 1, 1)));
        assertTrue(agreement.isLiveOn(LocalDate.of(2026, 12, 31)));
        assertFalse(agreement.isLiveOn(LocalDate.of(2025, 12, 31)));
        assertFalse(agreement.isLiveOn(LocalDate.of(2027, 1, 1)));
        assertFalse(Agreement.NONE.isLiveOn(LocalDate.of(2026, 6, 1)));
    }
}
