package care.weald.record.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What is stored is still found by its date and its encounter when a newer version takes the database over. */
class StoredBeforeTest {

    private static final String ITEM = """
            insert into item (source_patient, item, version, type, organisation, category, access_key, confidentiality,
                sensitivity, labels, status, clinical_status, codes, category_codes, identifiers, time_from, time_to,
                encounter, received_at, source_id, source_version, message, content_hash, body, body_places, key_facts,
                key_facts_places, administrative, administrative_places)
            values (gen_random_uuid(), gen_random_uuid(), 1, '%s', 'KZ016', 'cat-16', 'cat-16', 'N', '{}', '{}', '', '{}',
                '{}', '{}', '{}', %s, %s, %s, now(), 's', '1', 'm', '\\x00', '\\x00', '{}', '\\x00', '{}', '\\x00', '{}')
            """;

    private static Flyway flyway(String url, String target) {
        return Flyway.configure()
                .dataSource(url, "record_owner", "")
                .target(target)
                .load();
    }

    private static String references(Connection connection, String type) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select time_stated, reference_names, cardinality(reference_items) from item where type = '"
                                + type + "'")) {
            assertTrue(rows.next());
            return rows.getBoolean(1) + " " + rows.getString(2) + " " + rows.getInt(3);
        }
    }

    @Test
    void itsDateAndItsEncounterAreKept() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection admin = server.getPostgresDatabase().getConnection();
                var prepare = admin.createStatement()) {
            // Given items of an earlier version
            prepare.execute("create role record_owner login");
            prepare.execute("create role record login");
            prepare.execute("create database record owner record_owner");
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/record";
            assertTrue(flyway(url, "12").migrate().success);
            try (Connection owner = DriverManager.getConnection(url, "record_owner", "");
                    var insert = owner.createStatement()) {
                insert.execute(ITEM.formatted("Observation", "now()", "now()", "gen_random_uuid()"));
                insert.execute(ITEM.formatted("MedicationStatement", "now()", "now()", "gen_random_uuid()"));
                insert.execute(ITEM.formatted("Flag", "null", "null", "null"));

                // When
                assertTrue(flyway(url, "latest").migrate().success);

                // Then
                assertEquals("true {encounter} 1", references(owner, "Observation"));
                assertEquals("true {context} 1", references(owner, "MedicationStatement"));
                assertEquals("false {} 0", references(owner, "Flag"));
            }
        }
    }
}
