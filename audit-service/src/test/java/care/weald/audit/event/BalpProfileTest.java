package care.weald.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import care.weald.audit.access.Decision;
import care.weald.audit.access.Requester;
import care.weald.audit.support.Events;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write keeps to the published BALP profiles, as the HAPI validator reads them. */
class BalpProfileTest {

    private static final Path BALP = Path.of("src/test/resources/balp");
    private static final String PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final FhirContext CONTEXT = FhirContext.forR4();
    private static final FhirValidator VALIDATOR = validator();

    private static FhirValidator validator() {
        PrePopulatedValidationSupport balp = new PrePopulatedValidationSupport(CONTEXT);
        try (Stream<Path> files = Files.list(BALP)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".json") && !name.startsWith("AuditEvent")) {
                    IBaseResource resource = CONTEXT.newJsonParser().parseResource(Files.readString(file));
                    balp.addResource(resource);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(CONTEXT),
                new CommonCodeSystemsTerminologyService(CONTEXT),
                new InMemoryTerminologyServerValidationSupport(CONTEXT),
                balp,
                new SnapshotGeneratingValidationSupport(CONTEXT));
        return CONTEXT.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }

    static Stream<Arguments> events() {
        PostedEvent read = Given.event(Events.read(Events.uuid7()));
        PostedEvent search = Given.event(Events.search(Events.uuid7()));
        PostedEvent refusal = Given.event(Events.refusal(Events.uuid7()));
        Decision permit = Given.permit(Given.PERSON);
        return Stream.of(
                Arguments.of("PatientRead", Given.DOCTOR, permit, read),
                Arguments.of("PatientRead", Given.SYSTEM, permit, read),
                Arguments.of("Read", Given.DOCTOR, Given.permit(null), read),
                Arguments.of("PatientQuery", Given.DOCTOR, permit, search),
                Arguments.of("Query", Given.DOCTOR, Given.permit(null), search),
                Arguments.of("PatientQuery", Given.DOCTOR, Given.permit(null), people(1)),
                Arguments.of("Query", Given.DOCTOR, Given.permit(null), people(3)),
                Arguments.of("PatientCreate", Given.DOCTOR, permit, Given.create()),
                Arguments.of("AuthZconsent", Given.DOCTOR, Given.deny(Given.PERSON), refusal),
                Arguments.of("AuthZconsent", Given.SYSTEM, Given.deny(Given.PERSON), refusal));
    }

    private static PostedEvent people(int many) {
        return Given.event(Events.people(
                Events.uuid7(), Stream.generate(UUID::randomUUID).limit(many).toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void whatWeWriteKeepsToItsProfile(String profile, Requester requester, Decision decision, PostedEvent event) {
        JsonNode fhir = Given.fhir(requester, decision, event);

        assertEquals(PROFILE + profile, fhir.at("/meta/profile/0").asText());
        assertEquals(List.of(), errors(fhir.toString()));
    }

    @Test
    void aFailureIsAPlainAuditEvent() {
        assertEquals(
                List.of(),
                errors(Given.fhir(Given.DOCTOR, new Decision.Undecided(), Given.event(Events.refusal(Events.uuid7())))
                        .toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuditEvent-ex-auditBasicReadServer.json",
                "AuditEvent-ex-auditBasicQueryGetServer.json",
                "AuditEvent-ex-auditAuthZconsent-deny.json"
            })
    void thePublishedExamplesPassToo(String example) throws IOException {
        assertEquals(List.of(), errors(Files.readString(BALP.resolve(example))));
    }

    @Test
    void anEventWithoutItsPatientFails() {
        JsonNode fhir = Given.fhir(Given.DOCTOR, Given.permit(Given.PERSON), Given.event(Events.read(Events.uuid7())));
        JsonNode _ = ((ArrayNode) fhir.get("entity")).remove(0);

        assertFalse(errors(fhir.toString()).isEmpty());
    }

    @Test
    void clientAndServerTheWrongWayRoundFail() {
        JsonNode fhir =
                Given.fhir(Given.DOCTOR, Given.permit(Given.PERSON), Given.event(Events.search(Events.uuid7())));
        ((ObjectNode) fhir.at("/agent/0/type/coding/0")).put("code", "110152");

        assertFalse(errors(fhir.toString()).isEmpty());
    }

    private static List<String> errors(String json) {
        return VALIDATOR.validateWithResult(json).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(BalpProfileTest::text)
                .toList();
    }

    private static String text(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }
}
