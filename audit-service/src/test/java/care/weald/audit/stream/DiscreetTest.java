package care.weald.audit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.stream.Notice.Actor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiscreetTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("Alice Green", "O'Brien, Séan", "Smith\nJones");
    private static final List<String> CODES =
            List.of("http://snomed.info/sct|73211009", "http://loinc.org|718-7", "Diabetes mellitus");

    private final Random random = new Random(20_261_122);
    private final List<String> secrets = new ArrayList<>();

    private String secret() {
        String secret = switch (random.nextInt(4)) {
            case 0 -> number("%010d");
            case 1 -> number("%010d").replaceFirst("(...)(...)(....)", "$1 $2 $3");
            case 2 -> NAMES.get(random.nextInt(NAMES.size()));
            default -> CODES.get(random.nextInt(CODES.size()));
        };
        secrets.add(secret);
        return secret;
    }

    private String number(String format) {
        return format.formatted(random.nextLong(1_000_000_000L, 9_999_999_999L));
    }

    private ObjectNode facts(boolean citizen) {
        ObjectNode facts = JSON.createObjectNode();
        facts.putArray("roles").add(citizen ? "CIT" : "R8000").add(secret());
        facts.put("client", number("%010d"))
                .put("interaction", secret())
                .put("reason", secret())
                .put("what", secret())
                .put("asked", secret())
                .put("status", 200);
        secrets.add(facts.path("client").asText());
        return facts;
    }

    private byte[] whole() {
        ObjectNode event = JSON.createObjectNode().put("outcomeDesc", secret());
        ObjectNode agent = event.putArray("agent").addObject().put("name", secret());
        agent.putObject("network").put("address", secret()).put("type", "2");
        event.putArray("entity").addObject().putObject("what").put("reference", "Patient/" + person());
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String person() {
        String person = new UUID(random.nextLong(), random.nextLong()).toString();
        secrets.add(person);
        return person;
    }

    /** As {@link Streams} makes it of a row whose every value may hold what nobody may be told. */
    private Notice.Event event() {
        boolean citizen = random.nextInt(3) == 0;
        ObjectNode facts = facts(citizen);
        String subject = citizen ? person() : number("%010d");
        secrets.add(subject);
        return new Notice.Event(
                random.nextLong(1_000_000),
                new UUID(0x01937a3e_0000_7000L, 0x8000_0000_0000_0001L),
                Instant.parse("2026-11-22T01:02:03.004Z"),
                "ab".repeat(32),
                new Notice.Deed(
                        Discreet.code(secret()),
                        Discreet.code(secret()),
                        "R",
                        "0",
                        Discreet.codes(List.of(secret())),
                        Discreet.code(secret()),
                        Discreet.what(facts),
                        Discreet.code(facts.path("interaction").asText()),
                        Discreet.code(secret()),
                        Discreet.code(facts.path("reason").asText()),
                        200),
                Discreet.actor(secret(), subject, citizen ? "own" : "source-patient", facts, whole()));
    }

    @Test
    void nothingThatNobodyMayBeToldIsTold() {
        for (int i = 0; i < 2_000; i++) {
            secrets.clear();
            Notice.Event event = event();

            String told = new String(new SyslogMessage("host", 1).bytes(event), StandardCharsets.UTF_8)
                    + OtlpLogs.of(List.of(event), "host", Instant.EPOCH);

            for (String secret : secrets) {
                assertFalse(told.contains(secret), () -> "run tells a secret of length " + secret.length());
                assertFalse(told.contains(AuditMessage.escaped(secret)));
            }
        }
    }

    @Test
    void aMemberOfStaffIsToldWithWhereFrom() throws Exception {
        byte[] whole = "{\"agent\":[{\"network\":{\"address\":\"192.0.2.7\",\"type\":\"2\"}}]}"
                .getBytes(StandardCharsets.UTF_8);

        Actor actor = Discreet.actor(
                "KZ016",
                "555254242103",
                "source-patient",
                JSON.readTree("{\"roles\":[\"R8000\"],\"client\":\"ehr\"}"),
                whole);

        assertEquals(new Actor("KZ016", "555254242103", "ehr", "192.0.2.7", List.of("R8000")), actor);
    }

    @Test
    void aCitizenIsAnyCitizen() throws Exception {
        byte[] whole = "{\"agent\":[{\"network\":{\"address\":\"192.0.2.7\",\"type\":\"2\"}}]}"
                .getBytes(StandardCharsets.UTF_8);
        for (String basis : List.of("own", "proxy", "", "none")) {
            Actor actor = Discreet.actor(
                    "KZ016", "c-1", basis, JSON.readTree("{\"roles\":[\"CIT\"],\"client\":\"portal\"}"), whole);

            assertEquals(new Actor("KZ016", "citizen", "", "", List.of("CIT")), actor);
        }
        assertEquals(
                "citizen",
                Discreet.actor("KZ016", "c-1", "proxy", JSON.readTree("{}"), whole)
                        .user());
        assertEquals("citizen", Discreet.actor("KZ016", "c-1", List.of("CIT")).user());
    }

    @Test
    void withoutFactsNobodyIsTold() {
        assertEquals(
                new Actor("KZ016", "", "", "", List.of()),
                Discreet.actor("KZ016", "erased", "", Discreet.json(""), new byte[0]));
    }

    @Test
    void codesStayAndWordsDoNot() throws Exception {
        assertEquals("$everything", Discreet.code("$everything"));
        assertEquals("AuthZ-Consent", Discreet.code("AuthZ-Consent"));
        assertEquals("withheld", Discreet.code("Alice Green"));
        assertEquals("withheld", Discreet.code("9434765919"));
        assertTrue(Discreet.what(JSON.readTree("{\"what\":\"Green\"}")).isEmpty());
    }
}
