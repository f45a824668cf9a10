package care.weald.gateway.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "application/fhir+json ! JSON",
                "application/json;charset=UTF-8 ! JSON",
                "text/json ! JSON",
                "*/* ! JSON",
                "text/html, application/xml;q=0.9, */*;q=0.8 ! XML",
                "application/fhir+xml;q=0.2, application/fhir+json;q=0.3 ! JSON",
                "APPLICATION/FHIR+XML ! XML"
            })
    void theBestAcceptedFormIsChosen(String accept, Format expected) {
        assertEquals(Optional.of(expected), Format.wanted(accept, null));
    }

    @Test
    void nothingAskedForIsJson() {
        assertEquals(Optional.of(Format.JSON), Format.wanted(null, null));
    }

    @Test
    void theParameterGoesBeforeTheHeader() {
        assertEquals(Optional.of(Format.XML), Format.wanted("application/fhir+json", "application/fhir xml"));
        assertEquals(Optional.empty(), Format.wanted("application/fhir+json", "html/xml"));
    }

    @ParameterizedTest
    @CsvSource({"text/html", "application/fhir+turtle", "application/json;q=0"})
    void anythingElseIsNotAcceptable(String accept) {
        assertEquals(Optional.empty(), Format.wanted(accept, null));
    }
}
