package care.weald.audit.verify;

import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import care.weald.audit.witness.LogReader;
import care.weald.audit.witness.Witness;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * A witness of the log, for partners: {@code java -cp audit-service.jar care.weald.audit.verify.AuditWitness} with
 *
 * <ul>
 *   <li>{@code key <name> <key file>}: makes its key, and prints the verifier key, which the log's operator wants;
 *   <li>{@code serve <port> <key file> <log's keys> <state file>}: answers {@code POST /add-checkpoint} (C2SP
 *       tlog-witness), by which the log asks for cosignatures;
 *   <li>{@code look <URL of the log> <key file> <log's keys> <state file>}: fetches the newest head and its proof, and
 *       prints it with its cosignature, to be handed in at {@code /audit/cosignatures}.
 * </ul>
 *
 * Ends with 1 when the log does not go on from what was seen before, with 2 when that cannot be told.
 */
public final class AuditWitness {

    private static final int LONGEST = 65_536;

    private AuditWitness() {}

    /** Does what the first argument says. */
    public static void main(String[] arguments) throws InterruptedException {
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            int code = run(Arrays.asList(arguments), out);
            if (code >= 0) {
                System.exit(code);
            }
            Thread.currentThread().join();
        }
    }

    /** The same with an exit code; less than 0 while a server goes on. */
    static int run(List<String> arguments, PrintStream out) throws InterruptedException {
        try {
            String mode = arguments.isEmpty() ? "" : arguments.getFirst();
            if (mode.equals("key") && arguments.size() == 3) {
                NoteSigner made = NoteSigner.make(arguments.get(1), NoteKey.WITNESS);
                made.write(Path.of(arguments.get(2)));
                out.println(made.known().text());
                return 0;
            }
            if (mode.equals("serve") && arguments.size() == 5) {
                HttpServer server = serve(Integer.parseInt(arguments.get(1)), witness(arguments));
                out.println("add-checkpoint at port " + server.getAddress().getPort());
                return -1;
            }
            if (mode.equals("look") && arguments.size() == 5) {
                return look(new LogReader(URI.create(arguments.get(1))), witness(arguments), keys(arguments), out);
            }
            out.println("AuditWitness key <name> <key file> | serve <port> <key file> <log's keys> <state file>"
                    + " | look <URL of the log> <key file> <log's keys> <state file>");
            return 2;
        } catch (IOException | IllegalArgumentException e) {
            out.println("cannot be done: " + e.getMessage());
            return 2;
        }
    }

    private static Witness witness(List<String> arguments) throws IOException {
        NoteSigner key = NoteSigner.read(Path.of(arguments.get(2)));
        return new Witness(Path.of(arguments.get(4)), key, keys(arguments), Clock.systemUTC());
    }

    private static List<NoteKey> keys(List<String> arguments) throws IOException {
        List<NoteKey> keys = Files.readAllLines(Path.of(arguments.get(3))).stream()
                .flatMap(line -> NoteKey.parse(line.trim()).stream())
                .filter(key -> key.type() == NoteKey.LOG)
                .toList();
        if (keys.isEmpty()) {
            throw new IOException("no key of a log is in the file");
        }
        return keys;
    }

    private static int look(LogReader log, Witness witness, List<NoteKey> keys, PrintStream out)
            throws IOException, InterruptedException {
        String note = log.checkpoint();
        if (Checkpoint.open(note, keys).isEmpty()) {
            out.println("the newest head is not signed by these keys");
            return 1;
        }
        Witness.Answer answer = witness.add(log.submission(witness.size(), note));
        if (answer.status() != 200) {
            out.println("NOT COSIGNED: the log does not go on from the " + witness.size() + " leaves seen before");
            return 1;
        }
        out.print(note + answer.body());
        return 0;
    }

    /** Answers at {@code port}, or at any for 0. */
    public static HttpServer serve(int port, Witness witness) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/add-checkpoint", exchange -> answer(exchange, witness));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Witness witness) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
            if (!exchange.getRequestMethod().equals("POST") || body.length > LONGEST) {
                exchange.sendResponseHeaders(body.length > LONGEST ? 413 : 405, -1);
                return;
            }
            Witness.Answer answer = witness.add(new String(body, StandardCharsets.UTF_8));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
