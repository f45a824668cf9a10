package care.weald.stack.e2e;

import care.weald.stack.Layout;
import care.weald.stack.Secrets;
import care.weald.stack.Stack;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Starts the whole stack once for all tests, fresh, on ports of its own, and stops it after the last. */
public final class RunningStack implements BeforeAllCallback {

    /** Where the stack of the tests is. */
    static final Layout LAYOUT = layout();

    /** The stack of the tests. */
    static final Stack STACK = new Stack(LAYOUT, System.out);

    /** What the services sent to the trace collector. */
    static final Queue<byte[]> TRACES = new ConcurrentLinkedQueue<>();

    /** Beside a stack that is up on its own ports or, as the help says, 100 or so above them. */
    private static final int OFFSET = 450;

    private record Running(HttpServer collector) implements AutoCloseable {
        @Override
        public void close() {
            STACK.down();
            collector.stop(0);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Running _ = context.getRoot()
                .getStore(Namespace.create(RunningStack.class))
                .computeIfAbsent("stack", _ -> start(), Running.class);
    }

    /** A connection to a service's database as its owner, to plant what no interface plants yet. */
    static Connection database(String name) throws SQLException {
        String owner = name + "_owner";
        String url = "jdbc:postgresql://localhost:" + LAYOUT.postgresPort() + "/" + name;
        return DriverManager.getConnection(url, owner, new Secrets(LAYOUT).of(owner));
    }

    private static Running start() {
        try {
            HttpServer collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            collector.createContext("/", exchange -> {
                TRACES.add(exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            collector.start();
            System.setProperty(
                    "weald.otlp.endpoint",
                    "http://localhost:" + collector.getAddress().getPort());
            STACK.up(true);
            return new Running(collector);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Layout layout() {
        Path root =
                Path.of(System.getProperty("weald.root", "..")).toAbsolutePath().normalize();
        return new Layout(root, root.resolve("local-stack/target/it-stack"), OFFSET);
    }
}
