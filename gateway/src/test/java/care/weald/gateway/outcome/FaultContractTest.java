package care.weald.gateway.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.platform.Format;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultContractTest {

    /** UKCore-SpineErrorOrWarningCode 1.0.0, all of it. */
    private static final Set<String> SPINE = Set.of(
            "ACCESS_DENIED",
            "FAILURE_TO_PROCESS_MESSAGE",
            "UNABLE_TO_CALL_SERVICE",
            "UNSUPPORTED_SERVICE",
            "RESOURCE_NOT_FOUND",
            "INVALID_RESOURCE_ID",
            "INVALIDATED_RESOURCE",
            "INVALID_SEARCH_DATA",
            "TOO_MANY_MATCHES",
            "PRECONDITION_FAILED",
            "RESOURCE_VERSION_MISMATCH",
            "FORBIDDEN_UPDATE",
            "VALIDATION_ERROR",
            "INVALID_UPDATE",
            "MISSING_VALUE",
            "INVALID_VALUE",
            "UNSUPPORTED_VALUE",
            "TOO_FEW_VALUES_SUBMITTED",
            "TOO_MANY_VALUES_SUBMITTED",
            "ADDITIONAL_PROPERTIES",
            "POLLING_ID_NOT_FOUND",
            "POLLING_MESSAGE_FAILURE");

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindHasASpineCodeAndReadsTheSameInBothForms(Kind kind) throws IOException {
        Fault fault = Fault.of(kind).at("Bundle.entry[3].resource.status").because("a-rule");
        JsonNode json = new ObjectMapper().readTree(Outcome.of(fault, Format.JSON));
        String xml = new String(Outcome.of(fault, Format.XML), StandardCharsets.UTF_8);

        String code = json.at("/issue/0/details/coding/0/code").asText();
        assertTrue(SPINE.contains(code));
        assertTrue(xml.contains("value=\"" + code + "\"") && xml.contains("Bundle.entry[3].resource.status"));
        assertEquals("a-rule", json.at("/issue/0/details/coding/1/code").asText());
    }

    @Test
    void theKindsOfTheContractAreKnownWithTheirStatus() throws IOException {
        JsonNode file = new ObjectMapper().readTree(Files.readString(Path.of("../docs/contracts/problems.json")));
        for (JsonNode kind : file.get("kinds")) {
            String name = kind.get("kind").asText().toUpperCase(Locale.ROOT).replace('-', '_');
            if (!name.equals("INVALID_TOKEN")) {
                assertEquals(kind.get("status").asInt(), Kind.valueOf(name).status(), name);
            }
        }
    }

    @Test
    void aPlaceThatCouldCarryContentIsDropped() {
        assertEquals("", Fault.of(Kind.INVALID_CONTENT).at("name = 'Ada Bell'").place());
        assertEquals("", Fault.of(Kind.REFUSED).because("<script>").reason());
    }
}
