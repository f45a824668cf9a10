package care.weald.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The five packaged services. Each gets a folder with the configuration that differs from its own defaults, readable
 * only by its owner because it holds passwords.
 */
final class Services {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(40);
    /** All users of this machine, and the benchmark, share one client: requests a second. */
    private static final String EVERYBODY_HERE = "20000";

    /** The organisation whose audit managers see every organisation's events. */
    private static final String AUDITORS = "KZ016";

    /** The organisation that runs the service for all partners. */
    private static final String PROGRAMME = "KZ063";

    /** The organisation under whose agreement citizens see their own records. */
    private static final String CITIZENS = "KZ016";

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final Layout layout;
    private final Secrets secrets;

    Services(Layout layout, Secrets secrets) {
        this.layout = layout;
        this.secrets = secrets;
    }

    /** Starts a service unless it runs, without waiting for it. */
    void start(Service service) {
        Child child = child(service);
        if (child.running().isPresent()) {
            return;
        }
        Path jar = layout.root().resolve(service.label()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StackProblem(service.label() + " is not built: " + jar + " is missing");
        }
        Path folder = layout.run(service.label());
        try {
            Secrets.write(folder.resolve("config/application.properties"), properties(service));
        } catch (IOException e) {
            throw new StackProblem("the configuration of " + service.label() + " cannot be written", e);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(JVM);
        command.add("-jar");
        command.add(jar.toString());
        child.start(command, Map.of(), folder);
    }

    /** Waits until a service says that it is ready. */
    void await(Service service) {
        Waiting.until(layout.managementAt(service).resolve("/q/health/ready"), child(service), START);
    }

    /** Whether a service says that it is ready. */
    boolean isReady(Service service) {
        return Waiting.answers(layout.managementAt(service).resolve("/q/health/ready"));
    }

    /** Stops a service: requests under way are answered first. */
    void stop(Service service) {
        child(service).stop(STOP);
    }

    /** A service's process. */
    Child child(Service service) {
        return new Child(layout, service.label());
    }

    private String properties(Service service) throws IOException {
        Map<String, String> keys = new TreeMap<>();
        keys.put("quarkus.http.host", "127.0.0.1");
        keys.put("quarkus.http.port", String.valueOf(layout.at(service).getPort()));
        keys.put("quarkus.management.host", "127.0.0.1");
        keys.put(
                "quarkus.management.port",
                String.valueOf(layout.managementAt(service).getPort()));
        keys.put("weald.public-base", layout.at(Service.GATEWAY) + "/fhir");
        if (service != Service.RECORD) {
            Path signing = layout.state().resolve("keys").resolve(service.label());
            keys.put("weald.token.key-directory", signing.toString());
        }
        for (Service peer : Service.values()) {
            if (peer != Service.RECORD && peer != service) {
                keys.put("weald.token.jwks." + peer.label(), layout.at(peer) + "/.well-known/jwks.json");
            }
        }
        Optional.ofNullable(System.getProperty("weald.otlp.endpoint", System.getenv("WEALD_OTLP_ENDPOINT")))
                .ifPresent(collector -> keys.put("quarkus.otel.exporter.otlp.endpoint", collector));
        service.database().ifPresent(name -> database(keys, name));
        own(service, keys);
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private void database(Map<String, String> keys, String name) {
        keys.put("quarkus.datasource.reactive.url", Postgres.url(layout, name).substring("jdbc:".length()));
        keys.put("quarkus.datasource.username", name);
        keys.put("quarkus.datasource.password", secrets.of(name));
        keys.put("quarkus.datasource.jdbc.url", Postgres.url(layout, name));
        keys.put("quarkus.flyway.jdbc-url", Postgres.url(layout, name));
        keys.put("quarkus.flyway.username", name + "_owner");
        keys.put("quarkus.flyway.password", secrets.of(name + "_owner"));
    }

    /** Who witnesses the audit log: nobody, until somebody writes them into this file, which is read again. */
    private Path witnesses() throws IOException {
        Path policy = layout.witnesses();
        if (!Files.exists(policy)) {
            Secrets.write(policy, "quorum none\n");
        }
        return policy;
    }

    private void own(Service service, Map<String, String> keys) throws IOException {
        switch (service) {
            case CONSENT -> {
                Path agreements = layout.run(service.label()).resolve("agreements.json");
                Secrets.write(agreements, Partners.agreements());
                keys.put("weald.consent.agreements.file", agreements.toString());
                keys.put("weald.consent.decision.programme", PROGRAMME);
                keys.put(
                        "weald.consent.attestation.trail",
                        layout.at(Service.AUDIT).toString());
            }
            case IDENTITY -> keys.put("weald.deduplicate.organisations", PROGRAMME);
            case GATEWAY -> {
                keys.put("quarkus.oidc.auth-server-url", layout.issuer().toString());
                keys.put("weald.gateway.fhir.public-base", layout.at(Service.GATEWAY) + "/fhir");
                keys.put("weald.gateway.fhir.issuer", layout.issuer().toString());
                String protocol = layout.issuer() + "/protocol/openid-connect";
                keys.put("weald.gateway.fhir.authorization-endpoint", protocol + "/auth");
                keys.put("weald.gateway.fhir.token-endpoint", protocol + "/token");
                keys.put(
                        "weald.gateway.spool.directory",
                        layout.state().resolve("spool").toString());
                keys.put("weald.gateway.probes.every", "5s");
                keys.put("weald.gateway.limit.clients." + Realm.DESKTOP, EVERYBODY_HERE);
                keys.put("weald.gateway.limit.clients." + Realm.CONSOLE, EVERYBODY_HERE);
                keys.put("weald.gateway.limit.clients." + Realm.PORTAL, EVERYBODY_HERE);
                keys.put("weald.gateway.citizens.providers", "default");
                keys.put("weald.gateway.citizens.organisation", CITIZENS);
                keys.put("weald.gateway.limit.clients." + Realm.SLOW, "2");
                for (Service peer : Service.withDatabase()) {
                    keys.put(
                            "weald.gateway.upstream." + peer.label(),
                            layout.at(peer).toString());
                }
            }
            case AUDIT -> {
                keys.put("weald.audit.search.all-organisations", AUDITORS);
                keys.put("weald.audit.witness.policy", witnesses().toString());
            }
            case RECORD -> {
                Path contracts = layout.run(service.label()).resolve("feed-contracts.json");
                Secrets.write(contracts, Partners.feedContracts());
                keys.put("weald.feed-contracts.file", contracts.toString());
                keys.put("weald.quality.organisations", PROGRAMME);
            }
        }
    }
}
