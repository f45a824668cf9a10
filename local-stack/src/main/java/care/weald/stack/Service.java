package care.weald.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The five services, in the order in which they start. */
public enum Service {
    IDENTITY("identity-service", 8081, "identity"),
    RECORD("record-service", 8082, "record"),
    CONSENT("consent-service", 8083, "consent"),
    AUDIT("audit-service", 8084, "audit"),
    GATEWAY("gateway", 8080, "");

    private static final int MANAGEMENT = 1000;

    private final String label;
    private final int port;
    private final String database;

    Service(String label, int port, String database) {
        this.label = label;
        this.port = port;
        this.database = database;
    }

    /** Its name, which is its module's and its issuer's too. */
    public String label() {
        return label;
    }

    /** The port it answers on when nothing is shifted. */
    public int port() {
        return port;
    }

    /** The port of its health and metrics when nothing is shifted. */
    public int managementPort() {
        return port + MANAGEMENT;
    }

    /** Its database and role, if it has one. */
    public Optional<String> database() {
        return database.isEmpty() ? Optional.empty() : Optional.of(database);
    }

    /** Those with a database. */
    public static List<Service> withDatabase() {
        return Arrays.stream(values()).filter(s -> !s.database.isEmpty()).toList();
    }

    /** The one of this name. */
    public static Service named(String name) {
        return Arrays.stream(values())
                .filter(s -> s.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new StackProblem("There is no service \"" + name + "\". There are: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Service::label).toList())));
    }
}
