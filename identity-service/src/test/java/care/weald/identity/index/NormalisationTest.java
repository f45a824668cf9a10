package care.weald.identity.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.index.MatchIndex.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is worked out from a Patient, and the number that says how. */
class NormalisationTest {

    private static final UUID SOURCE = new UUID(1, 2);

    private static final String[] PATIENTS = {"""
            {"resourceType":"Patient","identifier":[
              {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"991 200 3888"},
              {"system":"https://kent.example/Id/local-patient-number","value":" ab-00123 "}],
             "name":[{"use":"official","family":"O'Brien-Smith","given":["Zoë","Mary Ann"]},{"use":"maiden","family":"McDonald"}],
             "gender":"female","birthDate":"1970-03-04",
             "address":[{"line":["Flat 2","12 St. John's Road"],"city":"Sandbourne","postalCode":"sb1 4qt"},
              {"use":"old","postalCode":"SB99ZZ"}],
             "telecom":[{"system":"phone","value":"+44 (0)1632 960123"},{"system":"email","value":" Zoe@Example.org "}]}""", """
            {"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"1234567890"}],
             "name":[{"family":"Müller","given":["Bob"]}],"gender":"male","birthDate":"1944-11","deceasedDateTime":"2020-01-31"}""", """
            {"resourceType":"Patient"}"""};

    private static String text(@Nullable Object value) {
        return switch (value) {
            case Object[] all ->
                Arrays.stream(all).map(NormalisationTest::text).toList().toString();
            case Buffer bytes -> HexFormat.of().formatHex(bytes.getBytes());
            case null, default -> String.valueOf(value);
        };
    }

    /** An index that is made otherwise must not stand beside rows that were made as before. */
    @Test
    void whoeverChangesTheIndexRaisesItsNumber() throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        for (String text : PATIENTS) {
            JsonNode patient = new ObjectMapper().readTree(text);
            Entry entry = new Entry(SOURCE, patient, PatientDemographics.of(patient, "KZ016"));
            String row = MatchIndex.values(entry).stream()
                    .map(NormalisationTest::text)
                    .collect(Collectors.joining("\n"));
            hash.update(row.getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(
                "normalisation 4: 13d12317de8351d2f6c80d127b0150c26d63b5c76bd4582f7e24d366a9253dc0",
                "normalisation " + MatchIndex.NORMALISATION + ": "
                        + HexFormat.of().formatHex(hash.digest()),
                "raise MatchIndex.NORMALISATION, then write the new hash here");
    }
}
