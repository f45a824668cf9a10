package care.weald.consent.attestation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** When it is looked into whether objections are honoured, and what by. */
@ConfigMapping(prefix = "weald.consent.attestation")
public interface AttestationConfig {

    /** When the day before is looked into, as a cron expression with seconds (UTC); {@code off} for never. Default 01:30. */
    @WithDefault("0 30 1 * * ?")
    String at();

    /** How long after it begins an objection may not bite yet: as long as a permit may be used again. Default 2 seconds. */
    @WithDefault("PT2S")
    Duration grace();

    /** How many days that were missed are made up for, the oldest first. Default 7. */
    @WithDefault("7")
    int catchUpDays();

    /** Where audit-service answers; without it the trail is not looked into, and the statement says so. Default none. */
    Optional<URI> trail();

    /** How many objections a day the live service is asked about. Default 1,000. */
    @WithDefault("1000")
    int probes();

    /** Destinations outside that the network lets the services reach, as the operator has configured them. Default none. */
    Optional<Set<String>> egress();
}
