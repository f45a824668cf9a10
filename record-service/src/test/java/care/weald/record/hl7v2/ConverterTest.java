package care.weald.record.hl7v2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.hl7v2.Converter.Conversion;
import care.weald.record.hl7v2.Converter.Conversion.Converted;
import care.weald.record.hl7v2.Converter.Conversion.Rejected;
import care.weald.record.hl7v2.Converter.Merge;
import care.weald.record.hl7v2.Converter.Received;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String TIME = "20260301101500";

    private static Conversion convert(String message) {
        return new Converter("KZ016", Map.of("LAB", "https://kz016.example/Id/lab"), Set.of("P"))
                .convert(new Received(Messages.bytes(message), "", NOW));
    }

    private static JsonNode bundle(String message) {
        return convert(message) instanceof Converted converted ? converted.bundle() : throwing(message);
    }

    private static JsonNode throwing(String message) {
        throw new AssertionError(convert(message));
    }

    private static JsonNode resource(JsonNode bundle, String type) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                return entry.get("resource");
            }
        }
        throw new AssertionError("no " + type);
    }

    @Test
    void admissionIsAPatientAndAnEncounter() {
        // When
        JsonNode bundle = bundle(Messages.admission(TIME, "M1"));

        // Then
        JsonNode patient = resource(bundle, "Patient");
        assertEquals(
                "urn:weald:local:KZ016:HOSP", patient.at("/identifier/0/system").asText());
        assertEquals("9990000018", patient.at("/identifier/1/value").asText());
        assertEquals(
                "number-present-and-verified",
                patient.at("/identifier/1/extension/0/valueCodeableConcept/coding/0/code")
                        .asText());
        assertEquals("male", patient.path("gender").asText());
        assertEquals("1961-03-04", patient.path("birthDate").asText());
        assertEquals("2026-03-01T10:15:00Z", patient.at("/meta/lastUpdated").asText());
        JsonNode encounter = resource(bundle, "Encounter");
        assertEquals("in-progress", encounter.path("status").asText());
        assertEquals("IMP", encounter.at("/class/code").asText());
        assertEquals("2026-03-01T10:00:00Z", encounter.at("/period/start").asText());
        assertEquals(
                "Dr Ada Bell", encounter.at("/participant/0/individual/display").asText());
        assertEquals("PAS|TESTHOSP|M1", bundle.at("/identifier/value").asText());
        assertEquals("PV1", bundle.at("/entry/1/id").asText());
    }

    @Test
    void messageIsInItsBundleAsItCame() {
        // Given
        String message = Messages.admission(TIME, "M1");

        // When
        JsonNode bundle = bundle(message);

        // Then
        String data = bundle.at("/meta/extension/0/valueAttachment/data").asText();
        assertEquals(message, new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
        assertEquals(bundle, bundle(message));
    }

    @ParameterizedTest
    @CsvSource({
        "A01,in-progress",
        "A02,in-progress",
        "A03,finished",
        "A04,in-progress",
        "A05,planned",
        "A08,in-progress",
        "A11,cancelled",
        "A12,in-progress",
        "A13,in-progress"
    })
    void eachEventSaysHowTheVisitStands(String event, String status) {
        // When
        JsonNode bundle = bundle(Messages.of("ADT^" + event, TIME, "M1", Messages.PATIENT, Messages.VISIT));

        // Then
        assertEquals(status, resource(bundle, "Encounter").path("status").asText());
    }

    @ParameterizedTest
    @CsvSource({"A28", "A31"})
    void newsOfARegistrationAreNoVisit(String event) {
        assertEquals(
                1,
                bundle(Messages.of("ADT^" + event, TIME, "M1", Messages.PATIENT, Messages.VISIT))
                        .path("entry")
                        .size());
    }

    @Test
    void cancelledDischargeHasNoEnd() {
        // Given
        String left = Messages.VISIT + "|202603021200";

        // When
        JsonNode bundle = bundle(Messages.of("ADT^A13", TIME, "M1", Messages.PATIENT, left));

        // Then
        assertFalse(resource(bundle, "Encounter").at("/period").has("end"));
    }

    @Test
    void resultsAreAReportWithItsObservations() {
        // When
        JsonNode bundle = bundle(Messages.results(TIME, "M2", "<5.10"));

        // Then
        JsonNode entry = bundle.at("/entry/0/request");
        assertEquals(
                "identifier=urn%3Aweald%3Alocal%3AKZ016%3AHOSP%7CP1",
                entry.path("ifNoneExist").asText());
        JsonNode report = resource(bundle, "DiagnosticReport");
        assertEquals(
                "https://kz016.example/Id/lab",
                report.at("/identifier/0/system").asText());
        assertEquals(2, report.path("result").size());
        assertEquals("Sample slightly haemolysed", report.path("conclusion").asText());
        JsonNode haemoglobin = resource(bundle, "Observation");
        assertEquals("<", haemoglobin.at("/valueQuantity/comparator").asText());
        assertEquals(
                "5.10", haemoglobin.at("/valueQuantity/value").decimalValue().toPlainString());
        assertEquals(
                "http://unitsofmeasure.org",
                haemoglobin.at("/valueQuantity/system").asText());
        assertEquals(
                "http://snomed.info/sct",
                haemoglobin.at("/code/coding/0/system").asText());
        assertEquals("laboratory", haemoglobin.at("/category/0/coding/0/code").asText());
        assertEquals(170, haemoglobin.at("/referenceRange/0/high/value").asInt());
        assertEquals(
                "Repeat & review", bundle.at("/entry/2/resource/valueString").asText());
        assertEquals("Rang the ward", bundle.at("/entry/2/resource/note/0/text").asText());
        assertEquals("V77", haemoglobin.at("/encounter/identifier/value").asText());
    }

    @Test
    void documentHoldsItsContent() {
        // When
        JsonNode bundle = bundle(Messages.of(
                "MDM^T02",
                TIME,
                "M3",
                Messages.PATIENT,
                "TXA|1|DS^Discharge summary|TX|202603011000|C1^Bell^Ada^^^Dr^^^GMC||202603011100|||||D9^HOSP|||||AU|R",
                "OBX|1|ED|DS^Summary||^application^pdf^Base64^JVBERi0=||||||F",
                "OBX|2|TX|DS||Seen by\\.br\\Dr Bell||||||F"));

        // Then
        JsonNode document = resource(bundle, "DocumentReference");
        assertEquals(
                "application/pdf",
                document.at("/content/0/attachment/contentType").asText());
        assertEquals("JVBERi0=", document.at("/content/0/attachment/data").asText());
        assertEquals(
                "Seen by\nDr Bell",
                new String(
                        Base64.getDecoder()
                                .decode(document.at("/content/1/attachment/data")
                                        .asText()),
                        StandardCharsets.UTF_8));
        assertEquals("final", document.path("docStatus").asText());
        assertEquals("R", document.at("/meta/security/0/code").asText());
    }

    @ParameterizedTest
    @CsvSource({"S12,booked", "S13,booked", "S14,booked", "S15,cancelled"})
    void appointmentStandsAsItsEventSays(String event, String status) {
        // When
        JsonNode bundle = bundle(Messages.of(
                "SIU^" + event,
                TIME,
                "M4",
                "SCH|PL7^PAS|FI7^PAS|||||Review^Review|ROUTINE|30|min|^^30^202604011000",
                Messages.PATIENT,
                "RGS|1",
                "AIS|1|A|11429006^Consultation^SCT",
                "AIL|1|A|Clinic 4^^^Test Hospital",
                "AIP|1|A|C1^Bell^Ada^^^Dr^^^GMC"));

        // Then
        JsonNode appointment = resource(bundle, "Appointment");
        assertEquals(status, appointment.path("status").asText());
        assertEquals("2026-04-01T10:00:00+01:00", appointment.path("start").asText());
        assertEquals("2026-04-01T10:30:00+01:00", appointment.path("end").asText());
        assertEquals(3, appointment.path("participant").size());
    }

    @Test
    void referralIsAServiceRequestWithItsReasons() {
        // When
        JsonNode bundle = bundle(Messages.of(
                "REF^I12",
                TIME,
                "M5",
                "RF1|A|S|GAS^Gastroenterology^L|||R55^GP|20260301",
                "PRD|RP|Bell^Ada^^^Dr",
                "PRD|RT|Grey^Sam^^^Dr",
                Messages.PATIENT,
                "DG1|1||K21.9^Reflux^I10",
                "NTE|1||Losing weight"));

        // Then
        JsonNode referral = resource(bundle, "ServiceRequest");
        assertEquals("stat", referral.path("priority").asText());
        assertEquals("Dr Ada Bell", referral.at("/requester/display").asText());
        assertEquals("Losing weight", referral.at("/note/0/text").asText());
        assertEquals(
                referral.at("/reasonReference/0/reference").asText(),
                "Condition/" + resource(bundle, "Condition").path("id").asText());
    }

    @Test
    void allergyInAnAdmissionIsNotLost() {
        // When
        JsonNode bundle = bundle(Messages.of(
                "ADT^A01",
                TIME,
                "M6",
                Messages.PATIENT,
                Messages.VISIT,
                "AL1|1|DA|91936005^Allergy to penicillin^SCT|SV|Rash"));

        // Then
        JsonNode allergy = resource(bundle, "AllergyIntolerance");
        assertEquals("91936005", allergy.at("/code/coding/0/code").asText());
        assertEquals("high", allergy.path("criticality").asText());
        assertEquals("Rash", allergy.at("/reaction/0/manifestation/0/text").asText());
    }

    @Test
    void restrictedAccessRestrictsAllThatTheMessageSays() {
        // When
        JsonNode bundle =
                bundle(Messages.of("ADT^A01", TIME, "M7", Messages.PATIENT, Messages.VISIT, "ARV|1|A|DEM|PAT"));

        // Then
        for (JsonNode entry : bundle.path("entry")) {
            assertEquals("R", entry.at("/resource/meta/security/0/code").asText());
        }
    }

    @Test
    void mergeNamesTwoOfTheSendersNumbers() {
        // When
        Conversion conversion = convert(Messages.of("ADT^A40", TIME, "M8", Messages.PATIENT, "MRG|P2^^^HOSP^MR"));

        // Then
        Optional<Merge> merge = conversion instanceof Converted converted ? converted.merge() : Optional.empty();
        assertEquals(Optional.of(new Merge("urn:weald:local:KZ016:HOSP|P2", "urn:weald:local:KZ016:HOSP|P1")), merge);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "|M1|P|2.4 > ||P|2.4 > AR > MSH-10",
                "|M1|P|2.4 > |M1|T|2.4 > AR > MSH-11",
                "|M1|P|2.4 > |M1|P|3.0 > AR > MSH-12",
                "|M1|P|2.4 > |M1|P > AR > MSH-12",
                "ADT^A01 > ADT^A24 > AR > MSH-9",
                "ADT^A01 > ORM^O01 > AR > MSH-9",
                "EVN|A01|20260301101500 > EVN|A01|20270301101500 > AE > EVN-2",
                "EVN|A01|20260301101500 > EVN|A01|once > AE > EVN-2",
                "PID|1 > ZID|1 > AE > PID",
                "P1^^^HOSP^MR~999 000 0018^^^NHS^NH > ~ > AE > PID-3",
                "19610304 > 19611304 > AE > PID-7",
                "V77^^^HOSP|||||||||||||||||||||||||202603011000 > |||||||||||||||||||||||||  > AE > PV1-19",
                "PV1|1|I > ZV1|1|I > AE > PV1"
            })
    void faultIsToldWithItsPlace(String there, String instead, String acknowledgement, String place) {
        // Given
        String message = Messages.admission(TIME, "M1");
        assertTrue(message.contains(there));

        // When
        Conversion conversion = convert(message.replace(there, instead));

        // Then
        if (!(conversion instanceof Rejected rejected)) {
            throw new AssertionError(conversion);
        }
        assertEquals(place, rejected.refusal().place());
        assertEquals(acknowledgement, rejected.refusal().acknowledgement());
    }

    @Test
    void mergeOfAnNhsNumberIsRefused() {
        // When
        Conversion conversion =
                convert(Messages.of("ADT^A40", TIME, "M8", Messages.PATIENT, "MRG|9990000026^^^NHS^NH"));

        // Then
        assertTrue(conversion instanceof Rejected rejected
                && rejected.refusal().place().equals("MRG-1"));
    }

    @Test
    void unknownSystemsKeepNamesOfTheirOwn() {
        // When
        ObjectNode bundle = (ObjectNode) bundle(Messages.of(
                "ADT^A01",
                TIME,
                "M9",
                Messages.PATIENT,
                Messages.VISIT,
                "DG1|1||X1^Thing^99LOCAL^Y2^Other^2.16.840.1.113883.6.5"));

        // Then
        JsonNode codings = resource(bundle, "Condition").at("/code/coding");
        assertEquals("urn:weald:local:KZ016:99LOCAL", codings.at("/0/system").asText());
        assertEquals("urn:oid:2.16.840.1.113883.6.5", codings.at("/1/system").asText());
    }
}
