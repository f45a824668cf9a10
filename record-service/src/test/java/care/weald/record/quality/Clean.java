package care.weald.record.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Resources without fault, and ways to spoil them. */
final class Clean {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode FILE = file();

    /** A fault by the name of its rule, in a type, by an element that is taken away or replaced: {@code name=JSON}. */
    record Spoilt(String rule, String type, String change) {

        ObjectNode resource() {
            ObjectNode resource = of(type);
            int equals = change.indexOf('=');
            if (equals < 0) {
                resource.remove(change);
                return resource;
            }
            try {
                resource.set(
                        change.substring(0, equals),
                        JSON.readTree(change.substring(equals + 1).replace('\'', '"')));
                return resource;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** At least one for each rule. */
    static final List<Spoilt> SPOILT = Stream.of(
                    "allergy-uncoded AllergyIntolerance code={'text':'penicillin'}",
                    "allergy-without-recorded-date AllergyIntolerance recordedDate",
                    "allergy-without-clinical-status AllergyIntolerance clinicalStatus",
                    "allergy-without-verification AllergyIntolerance verificationStatus",
                    "condition-uncoded Condition code={'text':'blood pressure'}",
                    "condition-without-date Condition recordedDate",
                    "condition-without-clinical-status Condition clinicalStatus",
                    "medicine-uncoded MedicationRequest medicationCodeableConcept={'text':'water'}",
                    "medicine-uncoded MedicationAdministration medicationCodeableConcept={'text':'water'}",
                    "medicine-without-dose MedicationRequest dosageInstruction",
                    "medicine-without-dose MedicationDispense dosageInstruction=[{'sequence':1}]",
                    "taken-medicine-without-dose MedicationStatement dosage",
                    "prescription-without-date MedicationRequest authoredOn",
                    "observation-uncoded Observation code={'text':'haemoglobin'}",
                    "observation-without-value Observation valueQuantity",
                    "observation-without-date Observation effectiveDateTime",
                    "observation-without-performer Observation performer",
                    "observation-without-category Observation category",
                    "quantity-without-unit Observation valueQuantity={'value':140}",
                    "procedure-uncoded Procedure code={'text':'appendix'}",
                    "procedure-without-date Procedure performedDateTime",
                    "immunisation-uncoded Immunization vaccineCode={'text':'flu'}",
                    "immunisation-without-source Immunization primarySource",
                    "report-uncoded DiagnosticReport code={'text':'chest'}",
                    "report-without-date DiagnosticReport effectiveDateTime",
                    "document-uncoded DocumentReference type={'text':'letter'}",
                    "document-without-date DocumentReference date",
                    "document-without-author DocumentReference author",
                    "encounter-without-period Encounter period={'end':'2026-03-03T10:20:00Z'}",
                    "encounter-without-provider Encounter serviceProvider",
                    "appointment-without-time Appointment start",
                    "plan-uncoded CarePlan category=[{'text':'plan'}]",
                    "flag-uncoded Flag code={'text':'dog'}",
                    "status-unknown Procedure status='unknown'",
                    "code-without-system Procedure bodySite=[{'coding':[{'code':'1'}]}]",
                    "date-in-the-future Condition recordedDate='2126-01-01'",
                    "date-implausible Procedure performedDateTime='1026-03-03'",
                    "period-reversed Encounter period={'start':'2026-03-03T10:00:00Z','end':'2026-03-02T10:20:00Z'}")
            .map(line -> line.split(" ", 3))
            .map(parts -> new Spoilt(parts[0], parts[1], parts[2]))
            .toList();

    private Clean() {}

    /** Every type that there is one of. */
    static Stream<String> types() {
        return FILE.propertyStream().map(java.util.Map.Entry::getKey);
    }

    /** A resource of a type without fault. */
    static ObjectNode of(String type) {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", type);
        resource.setAll((ObjectNode) FILE.get(type).deepCopy());
        return resource;
    }

    private static JsonNode file() {
        try (InputStream in = Clean.class.getResourceAsStream("/quality-clean.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
