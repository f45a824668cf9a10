package care.weald.consent.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.consent.agreement.AgreementQuery.Active;
import care.weald.consent.agreement.AgreementRepository.Page;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgreementFhirTest {

    private static final AgreementFhir FHIR =
            new AgreementFhir("https://record.example/fhir", LocalDate.of(2026, 12, 31));
    private static final Agreement HOST = new Agreement(
            "HST01",
            "Hosting Company",
            Agreement.Type.DPA,
            Set.of("TREAT"),
            true,
            true,
            Set.of(),
            LocalDate.of(2025, 7, 1),
            LocalDate.of(2026, 6, 30));
    private static final Agreement PRACTICE = new Agreement(
            "KZ016",
            "Oakfield Health Centre",
            Agreement.Type.JCA,
            Set.of("TREAT", "COC"),
            false,
            false,
            Set.of("cat-06", "cat-05"),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31));

    private static JsonNode golden() throws IOException {
        try (var file = Objects.requireNonNull(
                AgreementFhirTest.class.getResourceAsStream("/organization-affiliations.json"))) {
            return new ObjectMapper().readTree(file);
        }
    }

    @Test
    void aPageIsTheGoldenBundle() throws IOException {
        AgreementQuery query = new AgreementQuery("", Active.TRUE, 2, AgreementId.FIRST);

        JsonNode bundle = FHIR.bundle(query, new Page(List.of(HOST, PRACTICE), true, 3));

        assertEquals(golden().toPrettyString(), bundle.toPrettyString());
    }

    @Test
    void aPageOfNothingHasNoEntry() {
        AgreementQuery query = new AgreementQuery("KZ016", Active.FALSE, 50, PRACTICE.id());

        JsonNode bundle = FHIR.bundle(query, new Page(List.of(), false, 0));

        assertFalse(bundle.has("entry"));
        assertEquals(1, bundle.path("link").size());
        assertEquals(
                "https://record.example/fhir/OrganizationAffiliation?participating-organization="
                        + "https%3A%2F%2Ffhir.nhs.uk%2FId%2Fods-organization-code%7CKZ016&active=false&_count=50"
                        + "&_cursor=S1owMTYtMjAyNjAxMDE",
                bundle.at("/link/0/url").asText());
    }

    @Test
    void anAgreementIsActiveToTheEndOfItsLastDay() {
        AgreementFhir after = new AgreementFhir(FHIR.base(), LocalDate.of(2027, 1, 1));

        assertEquals("true", FHIR.resource(PRACTICE).path("active").asText());
        assertEquals("false", after.resource(PRACTICE).path("active").asText());
    }
}
