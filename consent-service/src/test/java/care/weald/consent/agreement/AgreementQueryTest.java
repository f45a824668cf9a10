package care.weald.consent.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import care.weald.consent.agreement.AgreementQuery.Active;
import care.weald.consent.agreement.AgreementQuery.Parsed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementQueryTest {

    private static final AgreementId LAST = new AgreementId("KZ016", LocalDate.of(2026, 1, 1));

    private static Parsed parse(String name, String... values) {
        return AgreementQuery.parse(Map.of(name, List.of(values)));
    }

    @Test
    void withoutParametersEveryAgreementIsWanted() {
        assertEquals(
                new Parsed.Understood(new AgreementQuery("", Active.EITHER, 50, AgreementId.FIRST)),
                AgreementQuery.parse(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KZ016", "https://fhir.nhs.uk/Id/ods-organization-code|KZ016"})
    void anOrganisationIsNamedByItsCodeAloneOrWithItsSystem(String value) {
        assertEquals(
                new Parsed.Understood(new AgreementQuery("KZ016", Active.EITHER, 50, AgreementId.FIRST)),
                parse("participating-organization", value));
    }

    @Test
    void theParametersOfALinkAreUnderstoodAgain() {
        for (Active active : Active.values()) {
            AgreementQuery query = new AgreementQuery("KZ016", active, 1_000, LAST);
            Map<String, List<String>> given = query.parameters().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));

            assertEquals(new Parsed.Understood(query), AgreementQuery.parse(given));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "participating-organization, ''",
        "participating-organization, kz016",
        "participating-organization, 'KZ016,RXH01'",
        "participating-organization, https://example.org/id|KZ016",
        "participating-organization, |KZ016",
        "participating-organization, KZ016|",
        "participating-organization, Organization/KZ016",
        "participating-organization, ' KZ016'",
        "active, TRUE",
        "active, 1",
        "active, ''",
        "_count, 0",
        "_count, -1",
        "_count, 1001",
        "_count, 99999999999",
        "_count, ten",
        "_cursor, ''",
        "_cursor, KZ016",
        "_cursor, S1owMTYtMjAyNjAyMzA",
        "_cursor, '%%%'",
    })
    void aValueThatCannotBeIsFaultyAtItsParameter(String name, String value) {
        assertEquals(
                name, assertInstanceOf(Parsed.Faulty.class, parse(name, value)).place());
    }

    @ParameterizedTest
    @CsvSource({
        "organization, organization",
        "participating-organization:missing, participating-organization:missing",
        "_format, _format",
        "'<b>', unknown",
        "'9434765919', unknown",
    })
    void aParameterThatIsNotKnownIsFaultyAndNamedOnlyIfItLooksLikeOne(String name, String place) {
        assertEquals(
                place, assertInstanceOf(Parsed.Faulty.class, parse(name, "x")).place());
    }

    @Test
    void aParameterComesOnce() {
        assertEquals(
                "active",
                assertInstanceOf(Parsed.Faulty.class, parse("active", "true", "true"))
                        .place());
    }

    @Test
    void anIdIsReadAsItIsWritten() {
        assertEquals("KZ016-20260101", LAST.text());
        assertEquals(Optional.of(LAST), AgreementId.parse("KZ016-20260101"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "KZ016", "KZ016-2026-01-01", "KZ016-20260230", "kz016-20260101", "K-20260101", "x/../y"})
    void whatIsNoIdIsNone(String text) {
        assertEquals(Optional.empty(), AgreementId.parse(text));
    }
}
