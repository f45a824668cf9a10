package care.weald.record.summary;

import static io.restassured.RestAssured.given;

import care.weald.record.support.Feeds;
import care.weald.record.support.Permits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody of whom sources tell something. Single quotes stand for double ones. */
final class Person {

    private static final ObjectMapper JSON = new ObjectMapper();

    final UUID id = UUID.randomUUID();
    final UUID patient = UUID.randomUUID();
    private int number;

    /** A date so many days ago. */
    static String ago(int days) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(days).toString();
    }

    /** A resource about this person: {@code more} are its members, each after a comma. */
    String resource(String type, String more) {
        String subject = switch (type) {
            case "AllergyIntolerance", "Immunization", "Consent", "Device" -> "patient";
            default -> "subject";
        };
        String about = type.equals("Appointment")
                ? ",'participant':[{'actor':{'reference':'Patient/x'},'status':'accepted'}]"
                : ",'" + subject + "':{'reference':'Patient/x'}";
        return ("{'resourceType':'" + type + "','id':'r" + number++ + "-" + patient + "'" + about + more + "}")
                .replace('\'', '"');
    }

    /** A CodeableConcept. */
    static String concept(String element, String system, String code) {
        return ",'" + element + "':{'coding':[{'system':'" + system + "','code':'" + code + "'}],'text':'" + code
                + "'}";
    }

    /** An Observation. */
    String observation(String category, String code, String date, String more) {
        return resource(
                "Observation",
                ",'status':'final','category':[{'coding':[{'code':'" + category + "'}]}]"
                        + concept("code", "http://loinc.org", code)
                        + (date.isEmpty() ? "" : ",'effectiveDateTime':'" + date + "'") + more);
    }

    /** A Condition. */
    String condition(String name, String clinical, String more) {
        return resource(
                "Condition",
                (clinical.isEmpty() ? "" : Said.status("clinicalStatus", clinical)) + ",'code':{'text':'" + name + "'}"
                        + more);
    }

    /** Sends what an organisation has to say. */
    void saysAs(String organisation, String... resources) {
        Feeds.send(organisation, Feeds.bundle("transaction", List.of(resources)), Map.of(patient, List.of("Patient/x")))
                .statusCode(200);
    }

    /** The same of the usual organisation. */
    void says(String... resources) {
        saysAs(Permits.ORGANISATION, resources);
    }

    /** Asks for the summary. */
    Response asks(Map<String, String> levels, List<String> hidden) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("record", id, List.of(patient), levels, hidden))
                .get("/summary");
    }

    /** The summary for somebody who may see everything. */
    JsonNode summary() {
        return read(asks(Permits.all("F"), List.of()));
    }

    /** The Bundle of an answer. */
    static JsonNode read(Response answer) {
        answer.then().statusCode(200);
        try {
            return JSON.readTree(answer.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A section of a summary; missing when it has none. */
    static JsonNode section(JsonNode summary, Section section) {
        for (JsonNode one : summary.at("/entry/0/resource/section")) {
            if (one.at("/code/coding/0/code").asText().equals(section.loinc())) {
                return one;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The words of a section. */
    static String words(JsonNode summary, Section section) {
        return section(summary, section).at("/text/div").asText();
    }

    /** The resources that a section lists, in its order. */
    static List<JsonNode> listed(JsonNode summary, Section section) {
        return section(summary, section)
                .path("entry")
                .valueStream()
                .flatMap(entry -> resource(summary, entry.path("reference").asText()))
                .toList();
    }

    /** The codes of what a section lists. */
    static List<String> codes(JsonNode summary, Section section) {
        return listed(summary, section).stream()
                .map(resource -> Words.first(resource, "code", "vaccineCode", "type", "category", "scope"))
                .toList();
    }

    /** The resource of this full URL. */
    static Stream<JsonNode> resource(JsonNode summary, String url) {
        return summary.path("entry")
                .valueStream()
                .filter(entry -> entry.path("fullUrl").asText().equals(url))
                .map(entry -> entry.path("resource"));
    }
}
