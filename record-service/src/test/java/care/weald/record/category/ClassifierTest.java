package care.weald.record.category;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.category.Classifier.Result.Classified;
import care.weald.record.category.Classifier.Result.Unclassified;
import care.weald.record.structure.Span;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode resource(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Classifier.Result classify(ObjectNode resource) {
        ItemType type = ItemType.of(resource.get("resourceType").asText()).orElseThrow();
        return Classifier.classify(ItemFacts.of(type, resource), resource);
    }

    private static Classification classified(String text) {
        return assertInstanceOf(Classified.class, classify(resource(text))).classification();
    }

    /** A resource that meets the conditions of every rule of the data file, and no rule before it. */
    static Stream<Arguments> rules() {
        List<Arguments> rules = new ArrayList<>();
        for (JsonNode rule : Data.read("category-rules.json")) {
            for (String type : rule.get("type").asText().split(",", -1)) {
                rules.add(Arguments.of(type, rule));
            }
        }
        return rules.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void everyRuleGivesItsCategory(String type, JsonNode rule) {
        // Given
        ItemType itemType = ItemType.of(type).orElseThrow();
        ObjectNode resource = JSON.createObjectNode().put("resourceType", type);
        put(resource, itemType.codes(), rule.path("code").path(0).asText(""));
        put(resource, itemType.categories(), rule.path("in").path(0).asText(""));
        put(resource, List.of("clinicalStatus"), rule.path("status").path(0).asText(""));
        if (rule.has("extension")) {
            resource.putArray("extension")
                    .addObject()
                    .put("url", rule.get("extension").get(0).asText());
        }
        // When
        Classification item =
                assertInstanceOf(Classified.class, classify(resource)).classification();
        // Then
        String facet = rule.path("facet").asText("");
        assertEquals(rule.get("category").asText() + (facet.isEmpty() ? "" : "/" + facet), item.accessKey());
        assertTrue(Facets.accessKeys().contains(item.accessKey()));
    }

    private static void put(ObjectNode resource, List<String> elements, String code) {
        if (!code.isEmpty()) {
            resource.putObject(elements.getFirst())
                    .putArray("coding")
                    .addObject()
                    .put("system", "urn:x")
                    .put("code", code);
        }
    }

    @Test
    void everyItemTypeHasARule() {
        Set<String> ruled = new java.util.TreeSet<>();
        rules().forEach(rule -> ruled.add((String) rule.get()[0]));
        assertEquals(new java.util.TreeSet<>(ItemType.names()), ruled);
    }

    @Test
    void consentThatIsNoAdvanceDecisionIsNotTaken() {
        assertInstanceOf(Unclassified.class, classify(resource("{'resourceType':'Consent'}")));
    }

    @ParameterizedTest
    @CsvSource({
        "86406008,HIV,R",
        "76272004,STD,R",
        "386639001,PREGNANT,R",
        "63487001,SEX,V",
        "407376001,SEX,V",
        "7200002,ETH,R",
        "706893006,SDV,R",
        "13746004,PSY,R"
    })
    void whatTheCodesSayHidesAnItem(String code, String label, String level) {
        Classification item =
                classified("{'resourceType':'Condition','code':{'coding':[{'system':'http://snomed.info/sct','code':'"
                        + code + "'}]}}");
        assertEquals(Set.of(label, level), item.sensitivity());
        assertEquals(level.charAt(0), item.confidentiality());
    }

    @Test
    void aReasonIsReadAsWellAsACode() {
        Classification item = classified("{'resourceType':'MedicationRequest','reasonCode':[{'coding':[{'system':"
                + "'http://hl7.org/fhir/sid/icd-10','code':'B20.1'}]}]}");
        assertEquals(Set.of("HIV", "R"), item.sensitivity());
    }

    @Test
    void aSourceMayRaiseTheCategoryButNotLowerIt() {
        String label =
                ",'meta':{'security':[{'system':'https://weald.care/CodeSystem/information-category','code':'%s'}]}}";
        assertEquals(
                "cat-03",
                classified("{'resourceType':'Observation'" + label.formatted("cat-03"))
                        .accessKey());
        assertEquals(
                "cat-16",
                classified("{'resourceType':'Observation'" + label.formatted("cat-14"))
                        .accessKey());
        assertInstanceOf(
                Unclassified.class, classify(resource("{'resourceType':'Observation'" + label.formatted("cat-99"))));
    }

    @Test
    void aSourceMayRestrictAnItem() {
        String label =
                "{'resourceType':'%s','meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/%s','code':'%s'}]}}";
        assertEquals(
                Set.of("R"),
                classified(label.formatted("Procedure", "v3-Confidentiality", "R"))
                        .sensitivity());
        assertEquals(
                Set.of("V"),
                classified(label.formatted("Procedure", "v3-Confidentiality", "V"))
                        .sensitivity());
        assertEquals(
                Set.of("R", "ETH"),
                classified(label.formatted("Procedure", "v3-ActCode", "ETHUD")).sensitivity());
        assertEquals(
                Set.of("R"),
                classified(label.formatted("Procedure", "v3-ActCode", "TABOO")).sensitivity());
    }

    @ParameterizedTest
    @CsvSource({"AllergyIntolerance", "Immunization"})
    void onlyASourcesOwnVHidesWhatIsSafetyCritical(String type) {
        String label =
                "{'resourceType':'" + type + "','code':{'coding':[{'code':'86406008'}]},'meta':{'security':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'%s'}]}}";
        assertEquals(Set.of(), classified(label.formatted("R")).sensitivity());
        assertEquals(Set.of("V"), classified(label.formatted("V")).sensitivity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                "https://terminology.hl7.org/CodeSystem/v3-Confidentiality/",
                "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|3.0.0",
                "http://hl7.org/fhir/v3/Confidentiality",
                "http://hl7.org/fhir/v3-Confidentiality",
                "urn:oid:2.16.840.1.113883.5.25",
                "2.16.840.1.113883.5.25"
            })
    void everySpellingOfConfidentialityRaisesAndIsChecked(String system) {
        String label = "{'resourceType':'Procedure','meta':{'security':[{'system':'" + system + "','code':'%s'}]}}";
        assertEquals(Set.of("R"), classified(label.formatted("R")).sensitivity());
        assertEquals(Set.of("V"), classified(label.formatted("V")).sensitivity());
        assertEquals(Set.of(), classified(label.formatted("N")).sensitivity());
        assertInstanceOf(Unclassified.class, classify(resource(label.formatted("X"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                "http://hl7.org/fhir/v3/ActCode",
                "http://hl7.org/fhir/v3-ActCode",
                "urn:oid:2.16.840.1.113883.5.4"
            })
    void everySpellingOfSensitivityRaises(String system) {
        String label = "{'resourceType':'Procedure','meta':{'security':[{'system':'" + system + "','code':'%s'}]}}";
        assertEquals(Set.of("R", "HIV"), classified(label.formatted("HIV")).sensitivity());
        assertEquals(Set.of("R"), classified(label.formatted("TABOO")).sensitivity());
    }

    @ParameterizedTest
    @CsvSource({"'',R,R", "'',V,V", "urn:x,R,R", "urn:x,v,V", "urn:x,V,V"})
    void aRestrictionOfAnUnknownSystemCountsToo(String system, String code, String hides) {
        String label = "{'resourceType':'%s','meta':{'security':[{'system':'" + system + "','code':'" + code + "'}]}}";
        assertEquals(Set.of(hides), classified(label.formatted("Procedure")).sensitivity());
        assertEquals(
                hides.equals("V") ? Set.of("V") : Set.of(),
                classified(label.formatted("Immunization")).sensitivity());
    }

    @Test
    void aSensitivityOfAnUnknownSystemCountsAndAnotherLabelDoesNot() {
        String label = "{'resourceType':'Procedure','meta':{'security':[{'system':'urn:x','code':'%s'}]}}";
        assertEquals(Set.of("R", "HIV"), classified(label.formatted("HIV")).sensitivity());
        assertEquals(Set.of(), classified(label.formatted("HTEST")).sensitivity());
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsCoversBoth() {
        ObjectNode encounter = resource(
                "{'resourceType':'Encounter','period':{'start':'2026-03-02T10:00:00Z','end':'2026-03-01T10:00:00Z'}}");
        Span when = ItemFacts.of(ItemType.of("Encounter").orElseThrow(), encounter)
                .times()
                .when()
                .orElseThrow();
        assertEquals(Instant.parse("2026-03-01T10:00:00Z"), when.from());
        assertEquals(Instant.parse("2026-03-02T10:00:01Z"), when.to());
    }
}
