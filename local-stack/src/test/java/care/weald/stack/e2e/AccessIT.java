package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningStack.class)
class AccessIT {

    private static final String REASON = """
            {"resourceType":"Parameters","parameter":[
              {"name":"reason","valueString":"Called to this person at home after a fall"}]}""";

    @ParameterizedTest
    @ValueSource(strings = {"lapsed.frost", "outside.cole"})
    void s127OrganisationWithoutALiveAgreementIsRefused(String user) {
        // Given
        String person = Api.as("gp.bell").person(Person.BILLIE);

        // When
        Answer record = Api.as(user).get("/fhir/Patient/" + person + "/$record?category=cat-01");

        // Then
        assertEquals(403, record.status(), record.body());
        assertEquals("OperationOutcome", Api.type(record.json()));
        assertEquals("ACCESS_DENIED", record.spineCode());
    }

    @Test
    void s120NoTokenNoAnswer() {
        // When
        Answer answer = Api.as("").get("/fhir/Patient/" + UUID.randomUUID());

        // Then
        assertEquals(401, answer.status());
        assertEquals("OperationOutcome", Api.type(answer.json()));
    }

    @Test
    void tokenWithoutAPurposeIsRefused() {
        // When
        Answer answer = Api.as("no-purpose").find(Person.BILLIE);

        // Then
        assertTrue(answer.status() == 400 || answer.status() == 403, answer.status() + " " + answer.body());
    }

    @Test
    void claimedRelationshipOpensWhatWasRefused() {
        // Given
        String person = Api.as("gp.stone").person(Person.FANNY);
        Api paramedic = Api.as("paramedic.vale");
        String record = "/fhir/Patient/" + person + "/$record?category=cat-10";
        Answer before = paramedic.get(record);

        // When
        Answer claim =
                paramedic.post("/fhir/Patient/" + person + "/$claim-relationship", "application/fhir+json", REASON);

        // Then
        assertEquals(403, before.status(), before.body());
        assertTrue(claim.status() == 200 || claim.status() == 201, claim.status() + " " + claim.body());
        assertEquals(200, eventually(paramedic, record, 200).status());
    }

    @Test
    void s126NhsNumberAndAReasonAreEnoughToClaimARelationship() {
        // Given
        Api paramedic = Api.as("paramedic.vale");
        String claim = REASON.replace(
                "\"parameter\":[",
                "\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":"
                        + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + Person.BILLIE + "\"}},");

        // When
        Answer claimed = paramedic.post("/fhir/Patient/$claim-relationship", "application/fhir+json", claim);

        // Then
        assertTrue(claimed.status() == 200 || claimed.status() == 201, claimed.status() + " " + claimed.body());
        assertEquals(200, paramedic.find(Person.BILLIE).status());
    }

    @Test
    void s138UpheldObjectionHidesThePersonWithinTwoSeconds() throws SQLException, InterruptedException {
        // Given
        Api gp = Api.as("gp.bell");
        String person = gp.person(Person.OBJECTOR);
        String record = "/fhir/Patient/" + person + "/$record?category=cat-07";
        assertEquals(200, gp.get(record).status());
        JsonNode patient = gp.get("/fhir/Patient/" + person).json();
        String trace = "/fhir/Patient?birthdate=" + patient.path("birthDate").asText() + "&family="
                + URLEncoder.encode(patient.at("/name/0/family").asText(), StandardCharsets.UTF_8);
        Answer traced = gp.get(trace);
        assertTrue(traced.resources().anyMatch(each -> each.path("id").asText().equals(person)), traced.body());

        // When
        uphold(UUID.fromString(person));
        Thread.sleep(2_000);
        Answer hidden = gp.get(record);
        Answer untraced = gp.get(trace);
        Answer absent = gp.get("/fhir/Patient/" + UUID.randomUUID() + "/$record?category=cat-07");

        // Then
        assertEquals(absent.status(), hidden.status(), hidden.body());
        assertEquals(absent.body(), hidden.body());
        assertFalse(hidden.status() == 200);
        assertEquals(200, untraced.status(), untraced.body());
        assertFalse(untraced.body().contains(person), untraced.body());
    }

    private static void uphold(UUID person) throws SQLException {
        String upheld = "insert into objection (id, person, state, valid_from) values (?, ?, 'upheld', now())";
        try (Connection connection = RunningStack.database("consent");
                PreparedStatement statement = connection.prepareStatement(upheld)) {
            statement.setObject(1, UUID.randomUUID());
            statement.setObject(2, person);
            int _ = statement.executeUpdate();
        }
    }

    private static Answer eventually(Api api, String path, int status) {
        Answer answer = api.get(path);
        for (int i = 0; i < 25 && answer.status() != status; i++) {
            Pause.briefly();
            answer = api.get(path);
        }
        return answer;
    }
}
