package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PID, PD1 and NK1 as a UK Core Patient. */
final class PatientWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String UK = "https://fhir.hl7.org.uk/";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final Map<String, String> GENDERS =
            Map.of("M", "male", "1", "male", "F", "female", "2", "female", "O", "other", "A", "other", "9", "other");

    /** NHS number status (HL7 2.4 UK, PID-32) in the words of UK Core. */
    private static final Map<String, String> NUMBER_STATES = Map.of(
            "01", "number-present-and-verified",
            "02", "number-present-but-not-traced",
            "03", "trace-required",
            "04", "trace-attempted-no-match-or-multiple-match-found",
            "05", "trace-needs-to-be-resolved-nhs-number-or-patient-detail-conflict",
            "06", "trace-in-progress",
            "07", "number-not-present-and-trace-not-required",
            "08", "trace-postponed-baby-under-six-weeks-old");

    private final Draft draft;
    private final Segment pid;

    PatientWriter(Draft draft) {
        this.draft = draft;
        this.pid = draft.message().one("PID", "A message is about one patient: one segment PID is wanted");
    }

    /** Adds the patient; {@code isNews} when the message is about the registration itself. */
    void write(boolean isNews) {
        List<ObjectNode> identifiers = identifiers();
        if (identifiers.isEmpty()) {
            throw Refusal.faulty(Flaw.MISSING, "PID-3", "The patient has no identifier");
        }
        ObjectNode patient = JSON.objectNode().put("resourceType", "Patient");
        Optional<Segment> more = draft.message().first("PD1");
        boolean isProtected = more.map(one -> one.text(12).equals("Y")).orElse(false);
        ObjectNode meta = isNews
                ? draft.meta(isProtected)
                : Draft.labelled(JSON.objectNode(), isProtected || draft.isRestricted() ? "R" : "");
        if (!meta.isEmpty()) {
            patient.set("meta", meta);
        }
        patient.putArray("identifier").addAll(identifiers);
        person(patient);
        more.ifPresent(one -> practice(patient, one));
        contacts(patient);
        draft.patient(patient, key(identifiers), isNews);
    }

    /** The sender's own number of the patient, {@code system|value}. */
    String local() {
        return identifiers().stream()
                .filter(one -> !one.path("system").asText().equals(Systems.NHS_NUMBER))
                .min(Comparator.comparingInt(PatientWriter::distance))
                .map(one ->
                        one.path("system").asText() + "|" + one.path("value").asText())
                .orElseThrow(() -> Refusal.faulty(Flaw.MISSING, "PID-3", "Your own number of the patient is missing"));
    }

    /** The identifier that names the registration: a record number before other local ones, the NHS number when it is alone. */
    private static String key(List<ObjectNode> identifiers) {
        ObjectNode best = identifiers.stream()
                .min(Comparator.comparingInt(PatientWriter::distance))
                .orElseThrow();
        return best.path("system").asText() + "|" + best.path("value").asText();
    }

    private static int distance(ObjectNode identifier) {
        if (identifier.path("system").asText().equals(Systems.NHS_NUMBER)) {
            return 3;
        }
        return switch (identifier.at("/type/coding/0/code").asText()) {
            case "MR" -> 0;
            case "SS", "DL", "PPN" -> 2;
            default -> 1;
        };
    }

    private List<ObjectNode> identifiers() {
        List<Value> given = pid.all(3);
        List<ObjectNode> found = new ArrayList<>();
        for (Value value : given.isEmpty() ? pid.all(2) : given) {
            identifier(value).filter(one -> !found.contains(one)).ifPresent(found::add);
        }
        return found;
    }

    private Optional<ObjectNode> identifier(Value value) {
        String type = value.text(5);
        if (Systems.isNhsNumber(value.component(4), type)) {
            String number = value.text(1).replaceAll("[ -]", "");
            return number.isEmpty() ? Optional.empty() : Optional.of(nhsNumber(number));
        }
        Optional<ObjectNode> identifier = draft.types().identifier(value, 4);
        if (!type.isEmpty() && !type.contains("  ")) {
            identifier.ifPresent(one -> one.putObject("type")
                    .putArray("coding")
                    .addObject()
                    .put("system", Systems.table("0203"))
                    .put("code", type));
        }
        return identifier;
    }

    private ObjectNode nhsNumber(String number) {
        ObjectNode identifier = JSON.objectNode();
        String status = NUMBER_STATES.getOrDefault(pid.text(32), "");
        if (!status.isEmpty()) {
            ObjectNode extension = identifier.putArray("extension").addObject();
            extension.put("url", UK + "StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus");
            extension
                    .putObject("valueCodeableConcept")
                    .putArray("coding")
                    .addObject()
                    .put("system", UK + "CodeSystem/UKCore-NHSNumberVerificationStatusEngland")
                    .put("code", status);
        }
        return identifier.put("system", Systems.NHS_NUMBER).put("value", number);
    }

    private void person(ObjectNode patient) {
        Types.list(
                patient,
                "name",
                pid.all(5).stream().map(Types::name).flatMap(Optional::stream).toList());
        Types.list(
                patient,
                "telecom",
                Stream.concat(
                                pid.all(13).stream().map(value -> Types.telecom(value, "home")),
                                pid.all(14).stream().map(value -> Types.telecom(value, "work")))
                        .flatMap(Optional::stream)
                        .toList());
        patient.put("gender", gender(pid.text(8)));
        Moments.date(pid.field(7)).ifPresent(date -> patient.put("birthDate", date));
        deceased(patient);
        Types.list(
                patient,
                "address",
                pid.all(11).stream()
                        .map(Types::address)
                        .flatMap(Optional::stream)
                        .toList());
        Types.set(patient, "maritalStatus", draft.types().concept(pid.field(16), Systems.table("0002")));
        draft.types()
                .concept(pid.field(15))
                .ifPresent(language ->
                        patient.putArray("communication").addObject().set("language", language));
        ethnicity(patient);
    }

    private static String gender(String code) {
        return GENDERS.getOrDefault(code.toUpperCase(Locale.ROOT), "unknown");
    }

    private void deceased(ObjectNode patient) {
        Optional<String> died = Moments.dateTime(pid.field(29));
        if (died.isPresent()) {
            patient.put("deceasedDateTime", died.get());
        } else if (!pid.text(30).isEmpty()) {
            patient.put("deceasedBoolean", pid.text(30).equals("Y"));
        }
    }

    private void ethnicity(ObjectNode patient) {
        draft.types()
                .concept(pid.field(22), UK + "CodeSystem/UKCore-EthnicCategory")
                .ifPresent(category -> patient.putArray("extension")
                        .addObject()
                        .put("url", UK + "StructureDefinition/Extension-UKCore-EthnicCategory")
                        .set("valueCodeableConcept", category));
    }

    private void practice(ObjectNode patient, Segment pd1) {
        List<ObjectNode> practitioners = new ArrayList<>();
        Value practice = pd1.field(3);
        String code = Stream.of(practice.text(10), practice.text(3))
                .filter(one -> one.matches("[A-Z0-9]{3,10}"))
                .findFirst()
                .orElse("");
        if (!practice.isEmpty() && !(code + practice.text(1)).isBlank()) {
            ObjectNode reference = JSON.objectNode().put("type", "Organization");
            if (!code.isEmpty()) {
                reference.putObject("identifier").put("system", ODS).put("value", code);
            }
            Types.put(reference, "display", practice.text(1));
            practitioners.add(reference);
        }
        draft.types().person(pd1.field(4), "Practitioner").ifPresent(practitioners::add);
        Types.list(patient, "generalPractitioner", practitioners);
    }

    private void contacts(ObjectNode patient) {
        List<ObjectNode> contacts = new ArrayList<>();
        for (Segment nk1 : draft.message().all("NK1")) {
            ObjectNode contact = JSON.objectNode();
            ArrayNode relationships = JSON.arrayNode();
            draft.types().concept(nk1.field(3), Systems.table("0063")).ifPresent(relationships::add);
            draft.types().concept(nk1.field(7), Systems.table("0131")).ifPresent(relationships::add);
            if (!relationships.isEmpty()) {
                contact.set("relationship", relationships);
            }
            Types.set(contact, "name", Types.name(nk1.field(2)));
            Types.list(
                    contact,
                    "telecom",
                    Stream.concat(
                                    nk1.all(5).stream().map(value -> Types.telecom(value, "home")),
                                    nk1.all(6).stream().map(value -> Types.telecom(value, "work")))
                            .flatMap(Optional::stream)
                            .toList());
            Types.set(contact, "address", Types.address(nk1.field(4)));
            if (contact.has("name") || contact.has("telecom") || contact.has("address")) {
                contacts.add(contact);
            }
        }
        Types.list(patient, "contact", contacts);
    }
}
