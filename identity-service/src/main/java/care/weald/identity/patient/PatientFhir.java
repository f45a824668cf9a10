package care.weald.identity.patient;

import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.patient.PersonSources.Source;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The FHIR R4 Patient (UK Core) of a person, put together from what the sources say. The same input, the same bytes. */
final class PatientFhir {

    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient";
    private static final String EXTENSION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final List<String> DEMOGRAPHIC = List.of(
            EXTENSION + "EthnicCategory",
            EXTENSION + "ContactPreference",
            EXTENSION + "DeathNotificationStatus",
            EXTENSION + "NHSCommunication",
            "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired");
    private static final List<String> LEGAL_STATUS =
            List.of(EXTENSION + "ResidentialStatus", EXTENSION + "OverseasVisitorChargingCategory");
    private static final Set<String> FORMER = Set.of("old", "maiden");
    private static final String STATUS = EXTENSION + "NHSNumberVerificationStatus";
    private static final String STATUS_CODES =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland";

    private final PersonSources person;
    private final SourceRanking ranking;
    private final Levels levels;
    private final String reader;
    private final ObjectNode patient = JsonNodeFactory.instance.objectNode();

    private PatientFhir(PersonSources person, Levels levels, String reader) {
        this.person = person;
        this.reader = reader;
        this.levels = levels;
        this.ranking = new SourceRanking(person.sources());
    }

    /** A Patient, and the organisations that it is from. */
    record Shown(ObjectNode patient, SortedSet<String> organisations) {}

    /** What {@code levels} show of {@code person} to the organisation {@code reader}. There MUST be a source. */
    static Shown of(PersonSources person, Levels levels, String reader) {
        PatientFhir fhir = new PatientFhir(person, levels, reader);
        ObjectNode patient = fhir.build();
        return new Shown(patient, fhir.organisations());
    }

    /** Of a restricted person, only those are told that something shown is from. */
    private SortedSet<String> organisations() {
        return person.isRestricted()
                ? ranking.used()
                : person.sources().stream().map(Source::organisation).collect(Collectors.toCollection(TreeSet::new));
    }

    /** True when {@code patient} shows the legal status for being in the UK. */
    static boolean hasLegalStatus(ObjectNode patient) {
        return patient.path("extension")
                .valueStream()
                .anyMatch(
                        extension -> LEGAL_STATUS.contains(extension.path("url").asText()));
    }

    private ObjectNode build() {
        patient.put("resourceType", "Patient").put("id", person.person().toString());
        meta();
        extensions();
        identifiers();
        if (levels.full()) {
            patient.put("active", person.sources().stream().anyMatch(Source::active));
        }
        ranking.first(this::names).ifPresent(names -> patient.set("name", names));
        copy("gender", "birthDate");
        if (levels.full()) {
            deceased();
            copy("maritalStatus", "multipleBirthBoolean", "multipleBirthInteger", "communication");
        }
        if (levels.full() && !person.isRestricted()) {
            copy("telecom", "address");
            references("generalPractitioner");
        }
        contacts();
        return patient;
    }

    private void meta() {
        ObjectNode meta = patient.putObject("meta");
        person.sources().stream()
                .map(Source::received)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .ifPresent(received -> meta.put("lastUpdated", received));
        meta.putArray("profile").add(PROFILE);
        ArrayNode security = meta.putArray("security");
        security.addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .put("code", person.confidentiality());
        security.addObject()
                .put("system", "https://weald.care/CodeSystem/information-category")
                .put("code", Levels.DEMOGRAPHICS);
    }

    private void extensions() {
        List<String> urls = Stream.concat(
                        (levels.full() ? DEMOGRAPHIC : List.<String>of()).stream(),
                        (levels.legalStatus() ? LEGAL_STATUS : List.<String>of()).stream())
                .toList();
        List<JsonNode> found = urls.stream()
                .map(url -> ranking.first(source -> extension(source.resource(), url)))
                .flatMap(Optional::stream)
                .toList();
        if (!found.isEmpty()) {
            patient.putArray("extension").addAll(found);
        }
    }

    private static Optional<JsonNode> extension(JsonNode element, String url) {
        return element.path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asText().equals(url))
                .findFirst();
    }

    private void identifiers() {
        ArrayNode identifiers = JsonNodeFactory.instance.arrayNode();
        person.nhsNumber().map(PatientFhir::verified).or(this::unverified).ifPresent(identifiers::add);
        ranking.sources().stream()
                .filter(source ->
                        !person.isRestricted() || source.organisation().equals(reader))
                .forEach(source -> source.resource()
                        .path("identifier")
                        .valueStream()
                        .filter(identifier -> !isNhs(identifier))
                        .forEach(identifier -> identifiers.add(assigned(identifier, source))));
        if (!identifiers.isEmpty()) {
            patient.set("identifier", identifiers);
        }
    }

    private static boolean isNhs(JsonNode identifier) {
        return identifier.path("system").asText().equals(NhsNumber.SYSTEM);
    }

    /** The number that the person is known by here, which a source has verified. */
    private static JsonNode verified(String number) {
        ObjectNode identifier = JsonNodeFactory.instance.objectNode();
        ObjectNode status = identifier.putArray("extension").addObject().put("url", STATUS);
        status.putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", STATUS_CODES)
                .put("code", "01")
                .put("display", "Number present and verified");
        return identifier.put("system", NhsNumber.SYSTEM).put("value", number);
    }

    /** A number that only stands in the best source, with the status that the source gives it. */
    private Optional<JsonNode> unverified() {
        return ranking.first(source -> source.resource()
                        .path("identifier")
                        .valueStream()
                        .filter(identifier -> isNhs(identifier) && identifier.has("value"))
                        .findFirst())
                .map(number -> {
                    ObjectNode identifier = JsonNodeFactory.instance.objectNode();
                    extension(number, STATUS)
                            .ifPresent(
                                    status -> identifier.putArray("extension").add(status));
                    return identifier
                            .put("system", NhsNumber.SYSTEM)
                            .put(
                                    "value",
                                    NhsNumber.parse(number.path("value").asText())
                                            .map(NhsNumber::value)
                                            .orElse(""));
                });
    }

    /** Another's identifier keeps its assigner; every other one was assigned by the organisation that sent it. */
    private JsonNode assigned(JsonNode identifier, Source source) {
        ranking.used().add(source.organisation());
        ObjectNode copy = identifier.deepCopy();
        if (!copy.path("assigner").has("identifier")) {
            ObjectNode assigner = JsonNodeFactory.instance.objectNode();
            assigner.putObject("identifier")
                    .put("system", "https://fhir.nhs.uk/Id/ods-organization-code")
                    .put("value", source.organisation());
            copy.set("assigner", assigner);
        } else {
            copy.set("assigner", logical(copy.path("assigner")));
        }
        return copy;
    }

    /** Former names would tell who a restricted person was, or is again. */
    private Optional<JsonNode> names(Source source) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        source.resource()
                .path("name")
                .valueStream()
                .filter(name -> !person.isRestricted()
                        || !FORMER.contains(name.path("use").asText()))
                .forEach(names::add);
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private void copy(String... elements) {
        for (String element : elements) {
            ranking.element(element).ifPresent(value -> patient.set(element, value));
        }
    }

    /** A source that tells of a death outranks one that says nothing of it, or denies it. */
    private void deceased() {
        Optional<JsonNode> date = ranking.element("deceasedDateTime");
        if (date.isPresent()) {
            patient.set("deceasedDateTime", date.get());
            return;
        }
        ranking.first(source -> Optional.ofNullable(source.resource().get("deceasedBoolean"))
                        .filter(JsonNode::asBoolean))
                .or(() -> ranking.element("deceasedBoolean"))
                .ifPresent(told -> patient.set("deceasedBoolean", told));
    }

    /** A reference into a source's own system means nothing here: what is left is whom it identifies. */
    private static ObjectNode logical(JsonNode reference) {
        ObjectNode copy = reference.deepCopy();
        copy.remove("reference");
        return copy;
    }

    private void references(String element) {
        ranking.first(source -> {
                    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
                    source.resource()
                            .path(element)
                            .valueStream()
                            .map(PatientFhir::logical)
                            .forEach(reference -> {
                                if (reference.has("identifier") || reference.has("display")) {
                                    kept.add(reference);
                                }
                            });
                    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
                })
                .ifPresent(kept -> patient.set(element, kept));
    }

    private void contacts() {
        if (levels.contacts()) {
            ranking.element("contact").ifPresent(contacts -> {
                ArrayNode shown = JsonNodeFactory.instance.arrayNode();
                contacts.forEach(contact -> shown.add(levels.contactNames() ? whole(contact) : Contacts.key(contact)));
                shown.removeIf(JsonNode::isEmpty);
                if (!shown.isEmpty()) {
                    patient.set("contact", shown);
                }
            });
        }
    }

    private static ObjectNode whole(JsonNode contact) {
        ObjectNode copy = contact.deepCopy();
        if (copy.has("organization")) {
            copy.set("organization", logical(copy.get("organization")));
            copy.remove(copy.get("organization").isEmpty() ? Set.of("organization") : Set.of());
        }
        return copy;
    }
}
