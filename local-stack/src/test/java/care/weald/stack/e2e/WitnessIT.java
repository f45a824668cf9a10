package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two partners witness the log, one that is asked and one that looks; a third tells what it did with a record. */
@ExtendWith(RunningStack.class)
class WitnessIT {

    private static final String TEXT = "text/plain; charset=utf-8";

    @TempDir
    Path folder;

    private final Api anybody = Api.as("");
    private final Api gp = Api.as("gp.bell");
    private final Api feed = Api.as("feed-kz016");

    @Test
    void aHeadIsServedWithTheCosignaturesOfBothPartners() throws Exception {
        // Given a witness that is asked, one that looks by itself, and a policy that wants both
        Path keys = Files.writeString(
                folder.resolve("keys"), anybody.get("/audit/keys").body());
        String asked = run("key", "oakfield.example/witness", path("oakfield")).strip();
        String looks = run("key", "ash.example/witness", path("ash")).strip();
        int port = freePort();
        Process server = start("serve", Integer.toString(port), path("oakfield"), keys.toString(), path("state-1"));
        try {
            Files.writeString(
                    RunningStack.LAYOUT.witnesses(),
                    "witness oakfield %s http://localhost:%d/\nwitness ash %s\ngroup both all oakfield ash\nquorum both\n"
                            .formatted(asked, port, looks));

            // When something happens, the first cosigns and the second brings what it has looked at
            assertEquals(
                    200,
                    gp.get("/fhir/Condition?patient=" + gp.person(Person.WATCHED))
                            .status());
            until(() -> witness("oakfield").path("size").asLong() > 0);
            until(() -> {
                String cosigned = run("look", log(), path("ash"), keys.toString(), path("state-2"));
                assertEquals(
                        204, feed.post("/audit/cosignatures", TEXT, cosigned).status());
                return anybody.get("/audit/checkpoint/witnessed").status() == 200;
            });

            // Then anybody is given a published head with the lines of the log and of both
            String note = anybody.get("/audit/checkpoint/witnessed").body();
            assertEquals(
                    3, note.lines().filter(line -> line.startsWith("\u2014 ")).count(), note);
            assertTrue(
                    note.contains("\u2014 oakfield.example/witness ") && note.contains("\u2014 ash.example/witness "));
            assertEquals(
                    "2 of (oakfield, ash)",
                    anybody.get("/audit/witnesses").json().path("quorum").asText());
            // And nobody but a system hands anything in
            assertEquals(403, gp.post("/audit/cosignatures", TEXT, note).status());
            assertEquals(401, anybody.post("/audit/cosignatures", TEXT, note).status());
            assertEquals(
                    422,
                    feed.post("/audit/cosignatures", TEXT, note.replace("both", "x") + "x")
                            .status());
        } finally {
            server.destroy();
            Files.writeString(RunningStack.LAYOUT.witnesses(), "quorum none\n");
        }
    }

    @Test
    void whatAPartnerTellsIsItsWordAndFoundByItsSource() {
        // Given a known person and one that nobody knows
        String known = gp.person(Person.WATCHED);
        String unknown = UUID.randomUUID().toString();

        // When a system tells of both, and of one more for another organisation
        Answer first = tell(known, "KZ016");
        Answer second = tell(unknown, "KZ016");
        Answer forged = tell(known, "KZ040");

        // Then both are answered alike and the forged one is refused
        assertEquals(201, first.status(), first.body());
        assertEquals(List.of(first.status(), first.body()), List.of(second.status(), second.body()));
        assertEquals(403, forged.status(), forged.body());
        assertEquals(
                403,
                gp.post("/fhir/AuditEvent", "application/fhir+json", event(known, "KZ016"))
                        .status());
        // And an auditor finds it by its source, marked as told
        String id = first.header("location").orElseThrow().replaceFirst(".*/", "");
        JsonNode found = Api.as("auditor.shaw")
                .get("/fhir/AuditEvent?source=KZ016&patient=" + known)
                .items()
                .filter(event -> event.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals("reported", found.at("/type/code").asText());
    }

    private Answer tell(String person, String organisation) {
        return feed.post("/fhir/AuditEvent", "application/fhir+json", event(person, organisation));
    }

    private static String event(String person, String organisation) {
        return """
            {"resourceType":"AuditEvent","type":{"system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},
             "recorded":"%s","agent":[{"requestor":true,"name":"Somebody"}],
             "source":{"observer":{"identifier":{"value":"%s"}}},
             "entity":[{"what":{"reference":"Patient/%s"}}]}""".formatted(Instant.now(), organisation, person);
    }

    private JsonNode witness(String name) {
        for (JsonNode witness : anybody.get("/audit/witnesses").json().path("witnesses")) {
            if (witness.path("name").asText().equals(name)) {
                return witness;
            }
        }
        return anybody.get("/audit/witnesses").json().path("none");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String log() {
        return RunningStack.LAYOUT.at(care.weald.stack.Service.GATEWAY) + "/audit";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process start(String... arguments) throws IOException {
        Path app = RunningStack.LAYOUT.root().resolve("audit-service/target/quarkus-app");
        String classes = Stream.of("app/*", "lib/main/*", "lib/boot/*")
                .map(part -> app.resolve(part.replace("*", "")) + "/*")
                .reduce((one, other) -> one + ":" + other)
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                classes,
                "care.weald.audit.verify.AuditWitness"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String run(String... arguments) throws Exception {
        Process process = start(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static void until(Callable<Boolean> so) throws Exception {
        for (int i = 0; i < 60; i++) {
            if (so.call()) {
                return;
            }
            Thread.sleep(500);
        }
        throw new AssertionError("it did not come to be");
    }
}
