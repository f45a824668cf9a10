package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.e2e.Api.Answer;
import care.weald.stack.e2e.Matrix.Item;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each category as each kind of role sees it: what is stored of one person, the published matrix, and what the interface
 * answers by every way in must agree.
 */
@ExtendWith(RunningStack.class)
class CategoriesIT {

    private static final List<String> USERS = List.of(
            "doctor.ward",
            "nurse.ash",
            "mh.moss",
            "paramedic.vale",
            "pharmacist.reed",
            "social.hart",
            "amhp.rowe",
            "care.lane",
            "clerk.penn",
            "records.dean",
            "mha.field");
    private static final Set<String> WORDS = Set.of(
            "text",
            "note",
            "title",
            "description",
            "content",
            "item",
            "name",
            "telecom",
            "conclusion",
            "valueString",
            "valueQuantity",
            "extension",
            "condition");
    private static final String CLAIM = """
            {"resourceType":"Parameters","parameter":[
              {"name":"reason","valueString":"Called to this person at home after a fall"}]}""";
    private static final int BY_ID = 2;

    private static final List<Item> STORED = new ArrayList<>();
    private static final Map<String, Set<String>> EVERYTHING = new TreeMap<>();
    private static String person = "";
    private static Matrix matrix = new Matrix(Json.object());

    @BeforeAll
    static void readWhatIsStored() throws SQLException {
        matrix = Matrix.published();
        person = Api.as("doctor.ward").person(Person.COMPLETE);
        STORED.clear();
        STORED.addAll(stored());
        Answer claim = Api.as("paramedic.vale")
                .post("/fhir/Patient/" + person + "/$claim-relationship", "application/fhir+json", CLAIM);
        assertTrue(claim.status() < 300, claim.body());
        for (String user : USERS) {
            Answer everything = Api.as(user).get("/fhir/Patient/" + person + "/$everything?_count=1000");
            assertEquals(200, everything.status(), user + " " + everything.body());
            EVERYTHING.put(user, ids(everything));
        }
    }

    static Stream<String> categories() {
        return IntStream.rangeClosed(2, 22).mapToObj("cat-%02d"::formatted);
    }

    @ParameterizedTest
    @MethodSource("categories")
    void whoeverAsksSeesOfTheCategoryWhatTheMatrixSays(String category) {
        // Given
        assertFalse(of(category).isEmpty(), "the sample person has nothing in " + category);
        for (String user : USERS) {
            // When
            Answer record = Api.as(user).get("/fhir/Patient/" + person + "/$record?category=" + category);
            // Then
            assertEquals(200, record.status(), user + " " + record.body());
            assertEquals(visible(user, of(category)), ids(record), user + " " + category);
            record.items().forEach(item -> assertShownAt(level(user, item), item, user));
        }
    }

    @ParameterizedTest
    @MethodSource("categories")
    void whatARoleMayNotSeeOfTheCategoryIsInNoSearchAndUnderNoId(String category) {
        Map<String, List<Item>> byType = of(category).stream().collect(Collectors.groupingBy(Item::type));
        for (String user : USERS) {
            Api api = Api.as(user);
            byType.forEach((type, items) -> {
                // When
                Answer found = api.get("/fhir/" + type + "?_count=500&_security=" + category + "&patient=" + person);
                Answer counted =
                        api.get("/fhir/" + type + "?_summary=count&_security=" + category + "&patient=" + person);
                // Then
                Set<String> visible = visible(user, items);
                assertEquals(visible, ids(found), user + " " + type + " " + found.body());
                assertEquals(visible.size(), found.json().path("total").asInt(), user + " " + type);
                assertEquals(visible.size(), counted.json().path("total").asInt(), user + " " + type);
                items.stream().limit(BY_ID).forEach(item -> {
                    int status = api.get("/fhir/" + type + "/" + item.id()).status();
                    assertEquals(visible.contains(item.id()) ? 200 : 404, status, user + " " + item);
                });
            });
        }
    }

    @Test
    void everythingIsWhatTheMatrixLeaves() {
        for (String user : USERS) {
            assertEquals(visible(user, STORED), EVERYTHING.get(user), user);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter?_revinclude=Observation:encounter&_revinclude=Condition:encounter"
                        + "&_revinclude=Procedure:encounter&_revinclude=DiagnosticReport:encounter",
                "DiagnosticReport?_include=DiagnosticReport:result&_include=DiagnosticReport:encounter",
                "CarePlan?_include=CarePlan:condition&_include=CarePlan:goal&_include=CarePlan:care-team"
            })
    void nothingComesAlongThatTheRoleMayNotSee(String search) {
        for (String user : USERS) {
            // When
            Answer found = Api.as(user).get("/fhir/" + search + "&_count=200&patient=" + person);
            // Then
            assertEquals(200, found.status(), user + " " + found.body());
            Set<String> shown = ids(found);
            shown.removeAll(visible(user, STORED));
            assertEquals(Set.of(), shown, user);
        }
    }

    @Test
    void demographicsAreForEverybody() {
        for (String user : USERS) {
            // When
            Answer record = Api.as(user).get("/fhir/Patient/" + person + "/$record?category=cat-01");
            // Then
            assertEquals(List.of("Patient"), record.items().map(Api::type).toList(), user + " " + record.body());
        }
    }

    private static void assertShownAt(String level, JsonNode item, String user) {
        boolean part = item.path("meta").path("tag").findValuesAsText("code").contains("SUBSETTED");
        assertEquals(!"F".equals(level), part, user + " " + item);
        if (part) {
            Set<String> words = new TreeSet<>(WORDS);
            words.retainAll(members(item));
            assertEquals(Set.of(), words, user + " " + item);
        }
    }

    private static Set<String> members(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(member -> {
            names.add(member.getKey());
            names.addAll(members(member.getValue()));
        });
        if (node.isArray()) {
            node.forEach(child -> names.addAll(members(child)));
        }
        return names;
    }

    private static List<Item> of(String category) {
        return STORED.stream().filter(item -> item.category().equals(category)).toList();
    }

    private static Set<String> visible(String user, List<Item> items) {
        return items.stream()
                .filter(item -> !matrix.level(user, item).isEmpty())
                .map(Item::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String level(String user, JsonNode shown) {
        return STORED.stream()
                .filter(item -> item.id().equals(shown.path("id").asText()))
                .map(item -> matrix.level(user, item))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> ids(Answer bundle) {
        return bundle.items()
                .filter(item -> !Set.of("Patient", "OperationOutcome").contains(Api.type(item)))
                .map(item -> item.path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Item> stored() throws SQLException {
        List<Item> items = new ArrayList<>();
        String all = "select type, category, access_key, sensitivity, convert_from(body, 'UTF8') from item"
                + " where source_patient = any(?) and superseded_at is null";
        try (Connection connection = RunningStack.database("record");
                PreparedStatement statement = connection.prepareStatement(all)) {
            statement.setArray(1, connection.createArrayOf("uuid", sourcePatients()));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                items.add(new Item(
                        rows.getString(1),
                        Json.read(rows.getString(5)).path("id").asText(),
                        rows.getString(2),
                        rows.getString(3),
                        texts(rows.getArray(4))));
            }
        }
        return items;
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }

    private static Object[] sourcePatients() throws SQLException {
        List<Object> ids = new ArrayList<>();
        String known = "select id from source_patient where nhs_number::text = ? and active";
        try (Connection connection = RunningStack.database("identity");
                PreparedStatement statement = connection.prepareStatement(known)) {
            statement.setString(1, Person.COMPLETE);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                ids.add(rows.getObject(1));
            }
        }
        return ids.toArray();
    }
}
