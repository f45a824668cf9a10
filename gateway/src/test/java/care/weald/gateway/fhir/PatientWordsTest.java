package care.weald.gateway.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatientWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Map<String, String> all(String quoted) throws JsonProcessingException {
        return new PatientWords(new ObjectMapper().readTree(quoted.replace('\'', '"'))).all(NOW);
    }

    @Test
    void aBannerSaysWhoItIs() throws JsonProcessingException {
        // When
        Map<String, String> banner =
                all("{'name':[{'use':'old','family':'Was'},{'family':'Bell','given':['Ada','Mary'],"
                        + "'prefix':['Dr']}],'gender':'female','birthDate':'1961-11-23','identifier':[{'system':'local','value':'1'},"
                        + "{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9991000038'}],'address':[{'line':['1 High Street'],"
                        + "'city':'Maidstone','postalCode':'ME14 1AA'}],'telecom':[{'system':'phone','value':'01622 000000'},"
                        + "{'system':'email','value':'a@b.example'}]}");

        // Then
        assertEquals(
                List.of("Name", "Born", "Gender", "NHS number", "Address", "Telephone"), List.copyOf(banner.keySet()));
        assertEquals(
                List.of(
                        "BELL, Ada Mary (Dr)",
                        "23-Nov-1961 (64y)",
                        "Female",
                        "999 100 0038",
                        "1 High Street, Maidstone, ME14 1AA",
                        "01622 000000"),
                List.copyOf(banner.values()));
    }

    @Test
    void somebodyWhoDiedHasNoAge() throws JsonProcessingException {
        assertEquals(
                Map.of("Born", "01-Jan-1940", "Died", "02-Feb-2024"),
                all("{'birthDate':'1940-01-01','deceasedDateTime':'2024-02-02T10:00:00Z'}"));
    }

    @Test
    void whatIsNotKnownIsNotSaid() throws JsonProcessingException {
        assertEquals(Map.of(), all("{}"));
        assertEquals(Map.of("Born", "1940"), all("{'birthDate':'1940'}"));
    }
}
