package care.weald.gateway.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryFormTest {

    private static String form(@Nullable String accept, @Nullable String parameter, @Nullable String contentType) {
        return SummaryForm.wanted(accept, parameter, contentType)
                .map(Enum::name)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| JSON",
                "*/* | JSON",
                "application/fhir+json | JSON",
                "application/fhir+xml | XML",
                "text/html | PAGE",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | PAGE",
                "application/fhir+json;q=0.5,text/html;q=0.4 | JSON",
                "application/pdf | none"
            })
    void acceptChooses(@Nullable String accept, String form) {
        assertEquals(form, form(accept, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "application/fhir+json,JSON",
        "application/fhir+xml,XML",
        "text/html;charset=utf-8,PAGE",
        "application/pdf,none"
    })
    void contentTypeOfAGetChoosesWhereAcceptDoesNot(String contentType, String form) {
        assertEquals(form, form(null, null, contentType));
        assertEquals(form, form("*/*", null, contentType));
        assertEquals("XML", form("application/fhir+xml", null, contentType));
    }

    @ParameterizedTest
    @CsvSource({"html,PAGE", "text/html,PAGE", "xml,XML", "application/fhir json,JSON", "pdf,none"})
    void formatComesFirst(String parameter, String form) {
        assertEquals(form, form("application/fhir+json", parameter, "application/fhir+json"));
    }

    @ParameterizedTest
    @CsvSource({"JSON,application/fhir+json", "XML,application/fhir+xml", "PAGE,application/fhir+json"})
    void aPageIsMadeOfJson(SummaryForm form, String mediaType) {
        assertEquals(
                Optional.of(mediaType), Optional.of(form.format().mediaType().replaceAll(";.*", "")));
    }
}
