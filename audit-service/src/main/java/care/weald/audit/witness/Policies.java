package care.weald.audit.witness;

import care.weald.audit.witness.PolicyReader.Reading;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The policy that is in force. What is wrong with a file stops no event: it is an error in the log, and the former stays. */
@Startup
@ApplicationScoped
public class Policies {

    private static final Logger LOG = Logger.getLogger(Policies.class);
    private static final int LONGEST = 65_536;

    private final WitnessConfig config;
    private volatile WitnessPolicy policy = WitnessPolicy.EMPTY;
    private volatile String seen = "";

    Policies(WitnessConfig config) {
        this.config = config;
    }

    /** Reads the file again. */
    @PostConstruct
    @Scheduled(every = "10s", delayed = "10s")
    void refresh() {
        config.policy().ifPresent(file -> {
            String now;
            try {
                now = Files.size(file) > LONGEST ? "?" : Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                now = "?";
            }
            if (!now.equals(seen)) {
                seen = now;
                take(now);
            }
        });
    }

    private void take(String text) {
        switch (PolicyReader.read(text)) {
            case Reading.Fault fault ->
                LOG.errorf("event=witness-policy-unfit line=%d reason=%s", fault.line(), fault.detail());
            case Reading.Read read -> {
                policy = read.policy();
                LOG.infof(
                        "event=witness-policy witnesses=%d",
                        read.policy().witnesses().size());
            }
        }
    }

    WitnessPolicy current() {
        return policy;
    }

    /** The witness that a verifier key is of. */
    Optional<WitnessPolicy.Trusted> known(String id) {
        return policy.witnesses().stream()
                .filter(witness -> witness.id().equals(id))
                .findFirst();
    }
}
