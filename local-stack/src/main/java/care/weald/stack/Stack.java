package care.weald.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * The whole suite on this machine: database, OIDC provider, five services, sample people. All of it runs in background
 * processes known by their pid files, so any later command finds it, whatever became of the one that started it.
 */
public final class Stack {

    /** The name of the database's process. */
    public static final String POSTGRESQL = "postgresql";

    /** The name of the provider's process. */
    public static final String KEYCLOAK = Keycloak.NAME;

    private static final Duration KEYCLOAK_STOP = Duration.ofSeconds(20);

    private final Layout layout;
    private final Progress progress;
    private final Postgres postgres;
    private final Keycloak keycloak;
    private final Child keycloakProcess;
    private final Services services;

    /** The stack of a layout; what it does is said to {@code out}. */
    public Stack(Layout layout, PrintStream out) {
        Secrets secrets = new Secrets(layout);
        this.layout = layout;
        this.progress = new Progress(out);
        this.postgres = new Postgres(layout, secrets);
        this.keycloak = new Keycloak(layout, secrets);
        this.keycloakProcess = new Child(layout, Keycloak.NAME);
        this.services = new Services(layout, secrets);
    }

    /** Starts what does not run, loads the sample people once, and waits until all of it is ready. */
    public void up(boolean fresh) {
        locked(() -> {
            if (fresh) {
                stopAll();
                forget();
            }
            if (isUp()) {
                progress.say("Weald is up already.");
                return;
            }
            Ports.mustBeFree(wantedPorts());
            start();
            load();
        });
    }

    /** Stops everything, children first. */
    public void down() {
        locked(this::stopAll);
    }

    /** Starts one service and waits until it is ready. */
    public void start(Service service) {
        locked(() -> progress.step(service.label() + " is ready", () -> {
            services.start(service);
            services.await(service);
        }));
    }

    /** Stops one service. */
    public void stop(Service service) {
        locked(() -> progress.step(service.label() + " is stopped", () -> services.stop(service)));
    }

    /** Kills a service, {@link #POSTGRESQL} or {@link #KEYCLOAK} at once, with all its children, as if the power failed. */
    public void kill(String name) {
        locked(() -> progress.step(name + " is killed", () -> process(name).ifPresent(Child::kill)));
    }

    /** Starts what was killed, and waits until it is ready. */
    public void revive(String name) {
        locked(() -> progress.step(name + " is back", () -> {
            switch (name) {
                case POSTGRESQL -> postgres.start();
                case KEYCLOAK -> keycloak.start();
                default -> {
                    services.start(Service.named(name));
                    services.await(Service.named(name));
                }
            }
        }));
    }

    /** A connection to a service's database as superuser, to count what it holds. */
    public Connection database(String name) throws SQLException {
        return postgres.connect(name);
    }

    private Optional<ProcessHandle> process(String name) {
        return switch (name) {
            case POSTGRESQL -> postgres.running();
            case KEYCLOAK -> keycloakProcess.running();
            default -> services.child(Service.named(name)).running();
        };
    }

    /** One line a process: running or not, and the last words of one that died. True when all is well. */
    public boolean status() {
        boolean well = told(POSTGRESQL, layout.postgresPort(), postgres.running(), postgres.isExpected(), true);
        well &= told(
                Keycloak.NAME, layout.keycloakPort(), keycloakProcess.running(), keycloakProcess.isExpected(), true);
        for (Service service : Service.values()) {
            Child child = services.child(service);
            well &= told(
                    service.label(),
                    layout.at(service).getPort(),
                    child.running(),
                    child.isExpected(),
                    services.isReady(service));
        }
        return well;
    }

    private boolean told(String name, int port, Optional<ProcessHandle> process, boolean expected, boolean ready) {
        String state = process.map(p -> (ready ? "up" : "running, but not ready") + ", pid " + p.pid())
                .orElse(expected ? "DIED" : "not running");
        progress.say(String.format(Locale.ROOT, "  %-18s port %-6d %s", name, port, state));
        if (process.isEmpty() && expected) {
            progress.say("    its last words (" + layout.log(name) + "):\n    "
                    + new Child(layout, POSTGRESQL.equals(name) ? "postgres" : name).lastWords());
        }
        return process.isPresent() && ready;
    }

    private boolean isUp() {
        return postgres.running().isPresent()
                && keycloakProcess.running().isPresent()
                && Stream.of(Service.values()).allMatch(services::isReady)
                && Files.exists(loaded());
    }

    private void start() {
        CompletableFuture<?> provider = CompletableFuture.runAsync(
                () -> progress.step("keycloak answers on port " + layout.keycloakPort(), keycloak::start));
        progress.step("postgresql answers on port " + layout.postgresPort(), postgres::start);
        List<Service> inner = Service.withDatabase();
        inner.forEach(services::start);
        try {
            CompletableFuture.allOf(inner.stream().map(this::readiness).toArray(CompletableFuture[]::new))
                    .join();
            provider.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackProblem problem ? problem : e;
        }
        progress.step(ready(Service.GATEWAY), () -> {
            services.start(Service.GATEWAY);
            services.await(Service.GATEWAY);
        });
    }

    private CompletableFuture<Void> readiness(Service service) {
        return CompletableFuture.runAsync(() -> progress.step(ready(service), () -> services.await(service)));
    }

    private String ready(Service service) {
        return service.label() + " is ready on port " + layout.at(service).getPort();
    }

    private void load() {
        if (Files.exists(loaded())) {
            return;
        }
        Instant began = Instant.now();
        Feed.Sent sent = new Feed(layout).send();
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        progress.say(String.format(
                Locale.ROOT,
                "  %-58s %6.1f s  (%.0f resources/s)",
                "sample people sent: " + sent.resources() + " resources in " + sent.messages() + " messages",
                seconds,
                sent.resources() / seconds));
        try {
            Files.writeString(loaded(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopAll() {
        progress.step("gateway is stopped", () -> services.stop(Service.GATEWAY));
        progress.step("services and keycloak are stopped", () -> {
            Stream<CompletableFuture<Void>> inner = Service.withDatabase().stream()
                    .map(service -> CompletableFuture.runAsync(() -> services.stop(service)));
            Stream<CompletableFuture<Void>> provider =
                    Stream.of(CompletableFuture.runAsync(() -> keycloakProcess.stop(KEYCLOAK_STOP)));
            CompletableFuture.allOf(Stream.concat(inner, provider).toArray(CompletableFuture[]::new))
                    .join();
        });
        progress.step("postgresql is stopped", postgres::stop);
    }

    private Map<Integer, String> wantedPorts() {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        if (postgres.running().isEmpty()) {
            wanted.put(layout.postgresPort(), POSTGRESQL);
        }
        if (keycloakProcess.running().isEmpty()) {
            wanted.put(layout.keycloakPort(), Keycloak.NAME);
        }
        for (Service service : Service.values()) {
            if (services.child(service).running().isEmpty()) {
                wanted.put(layout.at(service).getPort(), service.label());
                wanted.put(layout.managementAt(service).getPort(), service.label() + ", health");
            }
        }
        return wanted;
    }

    private Path loaded() {
        return layout.state().resolve("loaded");
    }

    private void forget() {
        for (String part : List.of("postgres", "keycloak", "keys", "secrets", "run", "log", "loaded")) {
            try (Stream<Path> files = Files.exists(layout.state().resolve(part))
                    ? Files.walk(layout.state().resolve(part))
                    : Stream.empty()) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void locked(Runnable work) {
        try {
            Files.createDirectories(layout.state());
            try (FileChannel file = FileChannel.open(
                            layout.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = file.tryLock()) {
                if (lock == null) {
                    throw new StackProblem("Another ./weald is at work here: wait until it has ended");
                }
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
