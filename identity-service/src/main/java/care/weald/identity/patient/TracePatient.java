package care.weald.identity.patient;

import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.patient.PatientFhir.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedSet;

/**
 * As much of a Patient as tells one human being from another: name, birth date, gender, NHS number, and where they live
 * unless they are restricted. No telecom, no contact, no general practitioner.
 *
 * @param organisations those that something shown is from
 */
public record TracePatient(ObjectNode patient, SortedSet<String> organisations) {

    private static final Levels TRACE = new Levels(false, false, false, false);

    /** The Patient of {@code person}, who MUST have a source. */
    public static TracePatient of(PersonSources person) {
        Shown shown = PatientFhir.of(person, TRACE, "");
        ObjectNode patient = shown.patient();
        ArrayNode numbers = patient.withArray("identifier");
        numbers.removeIf(identifier -> !isNhs(identifier));
        if (numbers.isEmpty()) {
            patient.remove("identifier");
        }
        if (!person.isRestricted()) {
            new SourceRanking(person.sources())
                    .element("address")
                    .ifPresent(address -> patient.set("address", address));
        }
        return new TracePatient(patient, shown.organisations());
    }

    private static boolean isNhs(JsonNode identifier) {
        return identifier.path("system").asText().equals(NhsNumber.SYSTEM);
    }
}
