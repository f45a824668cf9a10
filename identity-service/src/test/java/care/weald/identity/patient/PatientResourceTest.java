package care.weald.identity.patient;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.permit;
import static care.weald.identity.samples.Calls.read;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Calls.weald;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.numbered;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class PatientResourceTest {

    private static final Map<String, String> DOCTOR = Map.of("cat-01", "F", "cat-02", "F");

    private static final String MORE = """
            "extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory",
              "valueCodeableConcept":{"coding":[{"code":"G"}]}},
             {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ResidentialStatus",
              "valueCodeableConcept":{"coding":[{"code":"O"}]}},
             {"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"city":"Deal"}}],
            "telecom":[{"system":"phone","value":"01632 960001"}],
            "address":[{"line":["1 Quay"],"postalCode":"CT14 6AA"}],
            "managingOrganization":{"reference":"Organization/1"},
            "generalPractitioner":[{"reference":"Organization/7","identifier":{
              "system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"KZ020"}}],
            "contact":[{"relationship":[{"text":"Sister"}],"name":{"text":"Mary Ashdown"},"gender":"female",
              "telecom":[{"system":"phone","value":"01632 960002"},{"system":"email","value":"m@example.org"}]}],
            """;

    private static final String RESTRICTED = """
            "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"%s"}]},""";

    @Test
    void twoSourcesMakeOnePatient() {
        // Given a hospital that knows more, and the practice that is the person's own
        String number = nhsNumber();
        store("KZ021", patient(MORE, verified(number), local("hospital-1")));
        store(
                "KZ020",
                patient("\"maritalStatus\":{\"text\":\"Married\"},", verified(number), local("practice-1"))
                        .replace("Rosa", "Rosamund"));

        // When
        Response answer = read(number, DOCTOR);

        // Then
        assertEquals(200, answer.statusCode());
        assertTrue(answer.contentType().startsWith("application/fhir+json"));
        JsonPath patient = answer.jsonPath();
        assertEquals(byNumber(number).getString("sub"), patient.getString("id"));
        assertEquals(
                List.of("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"), patient.getList("meta.profile"));
        assertEquals(List.of("N", "cat-01"), patient.getList("meta.security.code"));
        assertEquals(List.of(number, "practice-1", "hospital-1"), patient.getList("identifier.value"));
        assertEquals("01", patient.getString("identifier[0].extension[0].valueCodeableConcept.coding[0].code"));
        assertEquals("KZ020", patient.getString("identifier[1].assigner.identifier.value"));
        assertEquals("KZ021", patient.getString("identifier[2].assigner.identifier.value"));
        assertEquals("Rosamund", patient.getString("name[0].given[0]"));
        assertEquals("CT14 6AA", patient.getString("address[0].postalCode"));
        assertEquals("Married", patient.getString("maritalStatus.text"));
        assertEquals("KZ020", patient.getString("generalPractitioner[0].identifier.value"));
        assertNull(patient.getString("generalPractitioner[0].reference"));
        assertNull(patient.get("managingOrganization"));
        assertEquals("Mary Ashdown", patient.getString("contact[0].name.text"));
        JsonPath disclosure = new JsonPath(answer.header("Weald-Disclosure"));
        assertEquals(List.of("cat-01", "cat-02"), disclosure.getList("categories"));
        assertEquals(List.of("KZ020", "KZ021"), disclosure.getList("organisations"));
        assertEquals(1, disclosure.getInt("items"));
    }

    @Test
    void theSameStateGivesTheSameBytes() {
        String number = nhsNumber();
        store("KZ021", patient(MORE, verified(number), local("bytes")));

        Response first = read(number, DOCTOR);
        Response second = read(number, DOCTOR);

        assertEquals(first.asString(), second.asString());
        assertEquals(first.header("ETag"), second.header("ETag"));
    }

    @Test
    void levelsDecideWhatIsShown() {
        String number = nhsNumber();
        store("KZ021", patient(MORE, verified(number), local("levels")));

        JsonPath administrative = read(number, Map.of("cat-01", "A")).jsonPath();
        assertEquals(
                Set.of("resourceType", "id", "meta", "identifier", "name", "gender", "birthDate"),
                administrative.getMap("").keySet());

        JsonPath key = read(number, Map.of("cat-01", "F", "cat-02", "K", "cat-06", "K"))
                .jsonPath();
        assertEquals(Set.of("relationship", "telecom"), key.getMap("contact[0]").keySet());
        assertEquals(List.of("01632 960002"), key.getList("contact[0].telecom.value"));
        assertEquals(1, key.getList("extension").size());

        Response full = read(number, Map.of("cat-01", "F", "cat-06", "F"));
        assertNull(full.jsonPath().get("contact"));
        assertEquals("O", full.jsonPath().getString("extension[1].valueCodeableConcept.coding[0].code"));
        assertEquals(List.of("cat-01", "cat-06"), new JsonPath(full.header("Weald-Disclosure")).getList("categories"));
    }

    @Test
    void withoutDemographicsThereIsNobodyToBeSeen() {
        String number = nhsNumber();
        store("KZ021", patient(MORE, verified(number), local("no-cat-01")));

        Response hidden = read(number, Map.of("cat-02", "F"));
        Response absent = read(nhsNumber(), DOCTOR);

        assertEquals(404, hidden.statusCode());
        assertEquals(404, absent.statusCode());
        assertEquals(absent.asString(), hidden.asString());
    }

    @Test
    void aRestrictedPersonCannotBeFound() {
        for (String label : List.of("R", "V")) {
            String number = nhsNumber();
            store("KZ021", patient(MORE, verified(number), local("open-" + label)));
            store("KZ022", patient(RESTRICTED.formatted(label), verified(number), local("sealed-" + label)));

            JsonPath patient = read(number, DOCTOR).jsonPath();

            assertEquals(label, patient.getString("meta.security[0].code"));
            assertNull(patient.get("address"));
            assertNull(patient.get("telecom"));
            assertNull(patient.get("contact"));
            assertNull(patient.get("generalPractitioner"));
            assertEquals("Ashdown", patient.getString("name[0].family"));
        }
    }

    @Test
    void aRestrictionOutsideThePermitStillHolds() {
        String number = nhsNumber();
        store("KZ021", patient(MORE, verified(number), local("inside")));
        store("KZ022", patient(RESTRICTED.formatted("R"), verified(number), local("outside")));
        JsonPath person = byNumber(number);
        Map<String, Object> weald = weald(person, DOCTOR);
        weald.put("source_patients", person.getList("source_patients.findAll { it.organization == 'KZ021' }"));
        weald.put("restricted", false);

        JsonPath patient = read(person.getString("sub"), permit(person.getString("sub"), weald))
                .jsonPath();

        assertEquals(List.of(number), patient.getList("identifier.value"));
        assertNull(patient.get("address"));
    }

    @Test
    void aSourceThatIsNoLongerActiveComesLast() {
        String number = nhsNumber();
        store(
                "KZ020",
                patient("\"active\":false,", verified(number), local("closed")).replace("Rosa", "Old"));
        store("KZ021", patient("", verified(number), local("kept")));

        JsonPath patient = read(number, DOCTOR).jsonPath();

        assertEquals(List.of(number, "kept", "closed"), patient.getList("identifier.value"));
        assertEquals("Rosa", patient.getString("name[0].given[0]"));
        assertTrue(patient.getBoolean("active"));
    }

    @Test
    void aPersonOfWhomAllRegistrationsAreClosedIsStillThere() {
        String number = nhsNumber();
        store("KZ021", patient("\"active\":false,", verified(number), local("all-closed")));

        Response answer = read(number, DOCTOR);

        assertEquals(200, answer.statusCode());
        assertFalse(answer.jsonPath().getBoolean("active"));
    }

    @Test
    void ofARestrictedPersonOnlyTheReadersOwnIdentifiersAndPresentNamesAreShown() {
        // Given a restricted person whom three organisations know, one of them the reader's
        String number = nhsNumber();
        store("KZ001", patient("", verified(number), local("own")));
        store("KZ021", patient("\"maritalStatus\":{\"text\":\"Married\"},", verified(number), local("theirs")));
        store(
                "KZ022",
                patient(RESTRICTED.formatted("R"), verified(number), local("sealed"))
                        .replace(
                                "\"name\":[",
                                "\"name\":[{\"use\":\"old\",\"family\":\"Was\"},{\"use\":\"maiden\",\"family\":\"Born\"},"));

        // When
        Response answer = read(number, DOCTOR);

        // Then
        JsonPath patient = answer.jsonPath();
        assertEquals(List.of(number, "own"), patient.getList("identifier.value"));
        assertEquals(List.of("Ashdown"), patient.getList("name.family"));
        assertFalse(answer.asString().contains("Was") || answer.asString().contains("Born"));
        assertEquals("Married", patient.getString("maritalStatus.text"));
        JsonPath disclosure = new JsonPath(answer.header("Weald-Disclosure"));
        assertEquals(List.of("KZ001", "KZ021", "KZ022"), disclosure.getList("organisations"));
        JsonPath less = new JsonPath(read(number, Map.of("cat-01", "A")).header("Weald-Disclosure"));
        assertFalse(less.getList("organisations").contains("KZ021"));
    }

    @Test
    void anUnverifiedNumberIsShownAsWhatItIs() {
        String number = nhsNumber();
        Map<String, Object> stored = store("KZ021", patient("", numbered(number, "03"), local("trace")));
        JsonPath person =
                care.weald.identity.samples.Calls.person("KZ001", "{\"person\":\"" + stored.get("person") + "\"}");

        JsonPath patient = read(person.getString("sub"), permit(person.getString("sub"), weald(person, DOCTOR)))
                .jsonPath();

        assertEquals("03", patient.getString("identifier[0].extension[0].valueCodeableConcept.coding[0].code"));
    }
}
