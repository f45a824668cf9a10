package care.weald.record.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import care.weald.record.support.Feeds;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FhirContext R4 = FhirContext.forR4();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void realResourcesPass() throws JsonProcessingException {
        for (String file : new String[] {"p012.json", "p006.json", "organisations.json", "practitioners.json"}) {
            for (JsonNode entry : JSON.readTree(Feeds.sample(file)).get("entry")) {
                ObjectNode resource = (ObjectNode) entry.get("resource");
                if (!"Patient".equals(resource.get("resourceType").asText())) {
                    assertEquals(Optional.empty(), StructureCheck.check(resource));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'status':5; status",
                "'status':'nonsense'; status",
                "'poison':1; poison",
                "'effectiveDateTime':'2026-02-30'; effectiveDateTime",
                "'effectiveDateTime':'2026-02-03T10:00:00'; effectiveDateTime",
                "'issued':'2026-02-03'; issued",
                "'valueQuantity':{'value':'12'}; valueQuantity.value",
                "'valueQuantity':{'valeu':12}; valueQuantity.valeu",
                "'valueInteger':1.5; valueInteger",
                "'note':{'text':'x'}; note",
                "'note':[]; note",
                "'subject':[{'reference':'Patient/1'}]; subject",
                "'subject':{}; subject",
                "'valueString':''; valueString",
                "'valueString':null; valueString",
                "'effectiveDateTime':'2026','effectivePeriod':{'start':'2026'}; effective[x]",
                "'contained':[{'resourceType':'Patient'}]; contained[0]",
                "'contained':[{'resourceType':'Nonsense'}]; contained[0].resourceType",
                "'text':{'status':'generated','div':'<div><script>x</script></div>'}; text.div",
                "'text':{'status':'generated','div':'<div><p>x</div>'}; text.div",
                "'extension':[{'valueString':'x'}]; extension[0].url"
            })
    void whatIsNotR4IsRefusedWithItsPlace(String member, String place) {
        // Given
        String status = member.startsWith("'status'") ? "" : "'status':'final',";
        ObjectNode resource =
                (ObjectNode) json("{'resourceType':'Observation'," + status + "'code':{'text':'x'}," + member + "}");
        // When
        Optional<Fault> fault = StructureCheck.check(resource);
        // Then
        assertEquals(place, fault.map(Fault::place).orElse("no fault"));
    }

    @Test
    void aMissingRequiredElementIsRefused() {
        ObjectNode resource = (ObjectNode) json("{'resourceType':'Observation','status':'final'}");
        assertEquals("code", StructureCheck.check(resource).map(Fault::place).orElse(""));
    }

    @Test
    void anExtendedNullIsNotRefused() {
        ObjectNode resource = (ObjectNode) json("{'resourceType':'Practitioner','name':[{'given':[null,'A'],'_given':"
                + "[{'extension':[{'url':'urn:x','valueCode':'masked'}]},null]}]}");
        assertEquals(Optional.empty(), StructureCheck.check(resource));
    }

    /** Whatever HAPI's strict parser refuses of a spoilt real resource is refused here too. */
    @Test
    void nothingPassesThatTheStrictParserOfHapiRefuses() throws JsonProcessingException {
        JsonNode entries = JSON.readTree(Feeds.sample("p012.json")).get("entry");
        Object[] poisons = {
            1,
            true,
            "x y",
            JSON.createObjectNode().put("poison", 1),
            JSON.createArrayNode().add(1)
        };
        java.util.Random random = new java.util.Random(20261122);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            ObjectNode resource = entries.get(1 + random.nextInt(entries.size() - 1))
                    .get("resource")
                    .deepCopy();
            java.util.List<String> names = new java.util.ArrayList<>();
            resource.fieldNames().forEachRemaining(names::add);
            String name = names.get(1 + random.nextInt(names.size() - 1));
            resource.set(name, JSON.valueToTree(poisons[random.nextInt(poisons.length)]));
            if (!hapiTakes(resource)) {
                refused++;
                assertTrue(
                        StructureCheck.check(resource).isPresent(), () -> "not refused: " + name + " of " + resource);
            }
        }
        assertTrue(refused > 50, "too few were refused to say anything: " + refused);
    }

    private static boolean hapiTakes(ObjectNode resource) {
        try {
            return R4.newJsonParser()
                            .setParserErrorHandler(new StrictErrorHandler())
                            .parseResource(resource.toString())
                    != null;
        } catch (DataFormatException | ClassCastException e) {
            return false;
        }
    }
}
