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
            String types = rule.get("type").asText();
            (types.equals("*") ? ItemType.names().stream() : Stream.of(types.split(",", -1)))
                    .forEach(type -> rules.add(Arguments.of(type, rule)));
        }
        return rules.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void everyRuleGivesItsCategory(String type, JsonNode rule) {
        // Given
        ObjectNode resource = meeting(ItemType.of(type).orElseThrow(), rule);
        // When
        Classification item =
                assertInstanceOf(Classified.class, classify(resource)).classification();
        // Then
        String facet = rule.path("facet").asText("");
        assertEquals(rule.get("category").asText() + (facet.isEmpty() ? "" : "/" + facet), item.accessKey());
        assertTrue(Facets.accessKeys().contains(item.accessKey()));
    }

    private static ObjectNode meeting(ItemType type, JsonNode rule) {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", type.name());
        put(resource, type.codes(), "urn:x", first(rule, "code"));
        put(resource, type.codes(), "http://hl7.org/fhir/sid/icd-10", first(rule, "icd10"));
        put(resource, type.categories(), "urn:x", first(rule, "in"));
        put(resource, type.categories().isEmpty() ? type.codes() : type.categories(), "urn:x", first(rule, "heading"));
        put(resource, List.of("clinicalStatus"), "urn:x", first(rule, "status"));
        String any = first(rule, "any");
        put(resource, List.of("note"), any.replaceFirst("\\|?[^|]*$", ""), any.replaceFirst(".*\\|", ""));
        put(resource, List.of("reason"), first(rule, "system"), rule.has("system") ? "1" : "");
        if (rule.has("extension")) {
            resource.putArray("extension").addObject().put("url", first(rule, "extension"));
        }
        rule.path("has").forEach(element -> resource.putArray(element.asText()));
        return resource;
    }

    private static String first(JsonNode rule, String name) {
        return rule.path(name).path(0).asText("");
    }

    private static void put(ObjectNode resource, List<String> elements, String system, String code) {
        if (!code.isEmpty()) {
            resource.putObject(elements.getFirst())
                    .putArray("coding")
                    .addObject()
                    .put("system", system)
                    .put("code", code);
        }
    }

    @Test
    void everyItemTypeHasARuleOfItsOwn() {
        Set<String> ruled = new java.util.TreeSet<>();
        Data.read("category-rules.json")
                .forEach(rule -> ruled.addAll(List.of(rule.get("type").asText().split(",", -1))));
        ruled.remove("*");
        assertEquals(new java.util.TreeSet<>(ItemType.names()), ruled);
    }

    @Test
    void everyCategoryButThePatientsOwnIsReachedByARule() {
        Set<String> reached = new java.util.TreeSet<>();
        Data.read("category-rules.json")
                .forEach(rule -> reached.add(rule.get("category").asText()));
        assertEquals(
                Stream.of(Category.values())
                        .map(Category::code)
                        .filter(code -> !code.equals("cat-01"))
                        .toList(),
                List.copyOf(reached));
    }

    @Test
    void chargingForCareMakesAnythingVeryRestricted() {
        Classification item = classified("{'resourceType':'Encounter','extension':[{'url':'x','valueCodeableConcept':"
                + "{'coding':[{'system':'https://fhir.hl7.org.uk/CodeSystem/UKCore-OverseasVisitorChargingCategory',"
                + "'code':'D'}]}}]}");
        assertEquals("cat-06", item.accessKey());
        assertEquals('V', item.confidentiality());
    }

    @Test
    void aRiskToOthersIsForNamedRolesButStaffMaySeeTheirOwnFlag() {
        String heading = "{'resourceType':'%s','code':{'coding':[{'system':'urn:x','code':'risks-to-others'}]}}";
        Classification flag = classified(heading.formatted("Flag"));
        Classification risk = classified(heading.formatted("RiskAssessment"));
        assertEquals("cat-10/staff-safety", flag.accessKey());
        assertEquals(Set.of(), flag.sensitivity());
        assertEquals('R', flag.confidentiality());
        assertEquals("cat-10", risk.accessKey());
        assertEquals(Set.of("R"), risk.sensitivity());
    }

    @Test
    void thatSomebodyIsKnownToSocialCareIsKeptLessCloselyThanTheAssessment() {
        Classification flag = classified(
                "{'resourceType':'Flag','code':{'coding':[{'system':'urn:x','code':'known-to-social-care'}]}}");
        assertEquals("cat-03", flag.accessKey());
        assertEquals('N', flag.confidentiality());
        assertEquals('R', classified("{'resourceType':'QuestionnaireResponse'}").confidentiality());
    }

    @Test
    void mentalHealthActPapersAreKeptAsCloselyAsTheAct() {
        Classification paper =
                classified("{'resourceType':'DocumentReference','category':[{'coding':[{'system':'urn:x',"
                        + "'code':'mental-health-act-or-equivalent-status'}]}]}");
        assertEquals("cat-15/mha", paper.accessKey());
        assertEquals(Set.of("PSY", "R"), paper.sensitivity());
        assertEquals('R', paper.confidentiality());
    }

    @Test
    void escalationPlanIsHiddenByItsSourceAlone() {
        String plan = "{'resourceType':'DocumentReference','type':{'coding':[{'system':'http://snomed.info/sct','code':"
                + "'735324008'}]},'context':{'event':[{'coding':[{'system':'http://snomed.info/sct','code':'86406008'}]}]}%s}";
        String veryRestricted = ",'meta':{'security':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'V'}]}";
        assertEquals("cat-21", classified(plan.formatted("")).accessKey());
        assertEquals(Set.of(), classified(plan.formatted("")).sensitivity());
        assertEquals(Set.of("V"), classified(plan.formatted(veryRestricted)).sensitivity());
    }

    @Test
    void aServiceThatTellsRestrictsTheVisit() {
        Classification visit = classified("{'resourceType':'Appointment','serviceType':[{'coding':[{'system':"
                + "'http://snomed.info/sct','code':'788122004'}]}]}");
        assertEquals("cat-14", visit.accessKey());
        assertEquals(Set.of("SEX", "R"), visit.sensitivity());
    }

    @Test
    void motherAndChildAreRestrictedWhereAnItemLinksThem() {
        String weight =
                "{'resourceType':'Observation','code':{'coding':[{'system':'http://loinc.org','code':'8339-4'}]}%s}";
        assertEquals('N', classified(weight.formatted("")).confidentiality());
        assertEquals(
                'R',
                classified(weight.formatted(",'focus':[{'reference':'RelatedPerson/mother'}]"))
                        .confidentiality());
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
