package care.weald.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the gateway. Quarkus' own check of request targets answers without a body and refuses the raw {@code |} that
 * FHIR clients send; it is off, for the entrance checks every target itself. A native build is told the same by its
 * build arguments.
 */
@QuarkusMain
public final class Gateway {

    private Gateway() {}

    /** Runs until it is told to stop. */
    public static void main(String... arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
