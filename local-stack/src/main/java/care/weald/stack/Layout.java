package care.weald.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things are: the project folder, the folder of everything this machine's stack keeps, and by how much its ports
 * are shifted, so that two stacks can run side by side.
 */
public record Layout(Path root, Path state, int offset) {

    private static final int POSTGRES = 25432;
    private static final int KEYCLOAK = 8180;

    /**
     * The layout this process was told: {@code -Dweald.root}, {@code WEALD_STATE} (default {@code .weald} in the
     * project) and {@code WEALD_PORT_OFFSET} (default 0).
     */
    public static Layout told() {
        Path root = Path.of(
                        Optional.ofNullable(System.getProperty("weald.root")).orElse("."))
                .toAbsolutePath()
                .normalize();
        String state = Optional.ofNullable(System.getenv("WEALD_STATE")).orElse(".weald");
        String offset = Optional.ofNullable(System.getenv("WEALD_PORT_OFFSET")).orElse("0");
        try {
            return new Layout(root, root.resolve(state), Integer.parseInt(offset));
        } catch (NumberFormatException e) {
            throw new StackProblem("WEALD_PORT_OFFSET must be a number, not \"" + offset + "\"", e);
        }
    }

    /** Where a service answers. */
    public URI at(Service service) {
        return URI.create("http://localhost:" + (service.port() + offset));
    }

    /** Where a service tells its health and metrics. */
    public URI managementAt(Service service) {
        return URI.create("http://localhost:" + (service.managementPort() + offset));
    }

    /** The database server's port. */
    public int postgresPort() {
        return POSTGRES + offset;
    }

    /** The OIDC provider's port. */
    public int keycloakPort() {
        return KEYCLOAK + offset;
    }

    /** The OIDC issuer. */
    public URI issuer() {
        return URI.create("http://localhost:" + keycloakPort() + "/realms/weald");
    }

    /** Where a process writes what it says. */
    public Path log(String name) {
        return state.resolve("log").resolve(name + ".log");
    }

    /** A folder of a process's own. */
    public Path run(String name) {
        return state.resolve("run").resolve(name);
    }

    /** Who witnesses the audit log (docs/operations/audit-trail.md). */
    public Path witnesses() {
        return state.resolve("witnesses");
    }

    /** The software that a build unpacks, shared by all stacks of this checkout. */
    public Path software() {
        return root.resolve("local-stack/target");
    }
}
