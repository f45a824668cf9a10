package care.weald.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two programs of partners, as they are called: the witness, and the verifier that wants witnesses. */
class WitnessedExportTest {

    @TempDir
    Path folder;

    private final NoteSigner log = NoteSigner.make("log.example", NoteKey.LOG);
    private final List<String> said = new ArrayList<>();
    private String w1 = "";
    private String w2 = "";

    @BeforeEach
    void aLogOfOneLeafAndTwoWitnesses() throws Exception {
        Path exported = Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("keys"), log.known().text() + "\n");
        assertEquals(
                0, witness("key", "w.example/1", folder.resolve("w1.notekey").toString()));
        w1 = said.getLast().strip();
        assertEquals(
                0, witness("key", "w.example/2", folder.resolve("w2.notekey").toString()));
        w2 = said.getLast().strip();
        Files.writeString(exported.resolve("checkpoints"), note(1, (byte) 0) + "\n");
    }

    @Test
    void theWitnessLooksAndCosignsAndWhatIsMissingIsNamed() throws Exception {
        // Given a log that the first witness has looked at
        String cosigned = looked(note(1, (byte) 0), 0);
        Path kept = Files.writeString(folder.resolve("kept"), cosigned);

        // When the export is verified with one of two, and with both
        int any = verify("any", kept.toString());
        int all = verify("all", kept.toString());

        // Then it is enough or it is not, and the report names who is missing
        assertTrue(said.get(said.size() - 2).contains("witnessed by 1 of (w1, w2): 1 of"), said.toString());
        assertTrue(said.getLast().contains("witness w2: MISSING"), said.toString());
        assertTrue(said.getLast().contains("no head is witnessed by 2 of (w1, w2)"), said.toString());
        assertEquals(List.of(1, 1), List.of(any, all)); // there are no leaves in this export
    }

    @Test
    void theWitnessDoesNotCosignALogThatChanged() throws Exception {
        String _ = looked(note(1, (byte) 0), 0);

        String refused = looked(note(1, (byte) 9), 1);

        assertTrue(refused.contains("NOT COSIGNED"), refused);
    }

    @Test
    void theWitnessDoesNotCosignWhatTheLogHasNotSigned() throws Exception {
        assertTrue(looked(note(1, (byte) 0).replace("\n1\n", "\n2\n"), 1).contains("not signed"));
        assertEquals(2, witness("look", "http://localhost:1/", "no-key", "no-keys", "state"));
        assertEquals(2, witness());
    }

    @Test
    void aPolicyThatCannotBeReadVerifiesNothing() throws Exception {
        Files.writeString(folder.resolve("policy"), "quorum nobody\n");

        assertEquals(
                2,
                AuditVerify.run(
                        List.of(
                                "--policy=" + folder.resolve("policy"),
                                folder.resolve("log").toString(),
                                folder.resolve("keys").toString()),
                        out()));
        assertEquals(
                2,
                AuditVerify.run(
                        List.of(
                                "--polcy=x",
                                folder.toString(),
                                folder.resolve("keys").toString()),
                        out()));
    }

    private int verify(String least, String kept) throws IOException {
        Files.writeString(
                folder.resolve("policy"),
                "witness w1 %s\nwitness w2 %s\ngroup g %s w1 w2\nquorum g\n".formatted(w1, w2, least));
        return AuditVerify.run(
                List.of(
                        "--policy=" + folder.resolve("policy"),
                        folder.resolve("log").toString(),
                        folder.resolve("keys").toString(),
                        kept),
                out());
    }

    private String looked(String note, int code) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        server.createContext("/audit/checkpoint", exchange -> {
            byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            assertEquals(
                    code,
                    witness(
                            "look",
                            "http://localhost:" + server.getAddress().getPort() + "/audit/",
                            folder.resolve("w1.notekey").toString(),
                            folder.resolve("keys").toString(),
                            folder.resolve("state").toString()));
        } finally {
            server.stop(0);
        }
        return said.getLast();
    }

    private int witness(String... arguments) throws InterruptedException {
        return AuditWitness.run(List.of(arguments), out());
    }

    /** What is printed is the last that was said. */
    private PrintStream out() {
        said.add("");
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                said.set(said.size() - 1, said.getLast() + new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        };
    }

    private String note(long size, byte fill) {
        byte[] root = new byte[32];
        root[0] = fill;
        String text = Checkpoint.of("log.example", size, root).text();
        return text + "\n"
                + Checkpoint.line(
                        log.known().name(), log.known().id(), log.sign(text.getBytes(StandardCharsets.UTF_8)));
    }
}
