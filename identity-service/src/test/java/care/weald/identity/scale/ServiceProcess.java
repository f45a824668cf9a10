package care.weald.identity.scale;

import care.weald.identity.support.Peers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged identity-service as a process of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final int TRIES = 3_000;

    private final Peers peers = new Peers();
    private final Process process;
    private final int port;

    /** Starts it on {@code database}; its log goes to {@code log}. */
    ServiceProcess(Options options, Database database, Path log) throws IOException, InterruptedException {
        this.port = free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + options.heap(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        peers.start().forEach((key, value) -> command.add("-D" + key + "=" + value));
        Map.of(
                        "quarkus.http.port",
                        Integer.toString(port),
                        "quarkus.management.port",
                        Integer.toString(free()),
                        "quarkus.datasource.reactive.url",
                        "postgresql://" + database.address(),
                        "quarkus.flyway.jdbc-url",
                        database.url(),
                        "quarkus.flyway.password",
                        "trusted",
                        "quarkus.otel.sdk.disabled",
                        "true")
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", options.jar().toString()));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void await() throws InterruptedException {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try (Socket _ = new Socket("localhost", port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        close();
        throw new IllegalStateException("the service does not start: see its log");
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        peers.stop();
    }
}
