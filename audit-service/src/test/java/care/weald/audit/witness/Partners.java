package care.weald.audit.witness;

import static io.restassured.RestAssured.given;

import care.weald.audit.log.Appended;
import care.weald.audit.log.EventLog;
import care.weald.audit.log.TestEvents;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.LogKeys;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import care.weald.audit.tree.Turns;
import care.weald.audit.verify.AuditWitness;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Partners that witness the log in tests, and the log that they witness. */
@ApplicationScoped
public class Partners {

    private static final Path POLICY = Path.of("target/witness-policy");

    private final EventLog log;
    private final Turns turns;
    private final LogKeys keys;
    private final Policies policies;
    private final List<HttpServer> servers = new ArrayList<>();

    Partners(EventLog log, Turns turns, LogKeys keys, Policies policies) {
        this.log = log;
        this.turns = turns;
        this.keys = keys;
        this.policies = policies;
    }

    /** A line of the policy: key and URL. */
    String serve(NoteSigner known, Witness witness) throws IOException {
        return at(known, keep(AuditWitness.serve(0, witness)));
    }

    /** One whose server is not there. */
    String absent(NoteSigner known) throws IOException {
        HttpServer server =
                AuditWitness.serve(0, new Witness(POLICY, known, keys.known(), java.time.Clock.systemUTC()));
        server.stop(0);
        return at(known, server);
    }

    /** One that goes on and on. */
    String babbler(NoteSigner known) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] words = new byte[8192];
            Arrays.fill(words, (byte) 'w');
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                    out.write(words);
                }
            }
        });
        server.start();
        return at(known, keep(server));
    }

    private HttpServer keep(HttpServer server) {
        servers.add(server);
        return server;
    }

    private static String at(NoteSigner known, HttpServer server) {
        return known.known().text() + " http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** These are the witnesses; {@code least} of them are the quorum. */
    void trust(String least, String... lines) {
        String names = IntStream.range(0, lines.length).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        String witnesses = IntStream.range(0, lines.length)
                .mapToObj(i -> "witness w" + i + " " + lines[i] + "\n")
                .collect(Collectors.joining());
        policy(witnesses + "group all-of-them " + least + " " + names + "\nquorum all-of-them\n");
    }

    void policy(String text) {
        try {
            Files.createDirectories(Path.of("target"));
            Files.writeString(POLICY, text);
            policies.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There are none any more. */
    void leave() {
        policy("quorum none\n");
        servers.forEach(server -> server.stop(0));
        servers.clear();
    }

    /** Adds events, and has the head signed; returns its size. */
    long grow(int events) throws SQLException {
        for (int i = 0; i < events; i++) {
            Appended _ = log.append(TestEvents.of("witnessed")).await().atMost(Duration.ofSeconds(20));
        }
        turns.take();
        return newest();
    }

    long newest() throws SQLException {
        return Database.number("select max(size) from tree_checkpoint");
    }

    /** A head that the log never had, under its signature. */
    String forged(long size) {
        byte[] root = new byte[32];
        Arrays.fill(root, (byte) 7);
        return turns.forged(size, root);
    }

    /** The served head of at least {@code size} that all {@code witnesses} have cosigned, once there is one. */
    Checkpoint witnessed(long size, NoteKey... witnesses) {
        List<Checkpoint> found = new ArrayList<>();
        until(() -> {
            Response answer = ask("/checkpoint/witnessed");
            String note = answer.asString();
            boolean all = answer.statusCode() == 200
                    && Arrays.stream(witnesses)
                            .allMatch(witness -> Cosignature.in(note, witness).isPresent());
            Checkpoint.open(note, keys.known())
                    .filter(head -> all && head.size() >= size)
                    .ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /** Waits for something to be so. */
    void until(Callable<Boolean> so) {
        try {
            for (int i = 0; i < 200; i++) {
                if (so.call()) {
                    return;
                }
                Thread.sleep(100);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("it did not come to be");
    }

    static Response ask(String path) {
        String caller = Peers.caller("audit-service", "KZ016", "", "TREAT");
        return given().header("Authorization", "Bearer " + caller).get(path);
    }
}
