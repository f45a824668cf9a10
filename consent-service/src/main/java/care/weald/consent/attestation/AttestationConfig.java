package care.weald.consent.attestation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When it is looked into whether objections are honoured. */
@ConfigMapping(prefix = "weald.consent.attestation")
public interface AttestationConfig {

    /** When the day before is looked into, as a cron expression with seconds (UTC); {@code off} for never. Default 01:30. */
    @WithDefault("0 30 1 * * ?")
    String at();

    /** How long after it begins an objection may not bite yet: as long as a permit may be used again. Default 2 seconds. */
    @WithDefault("PT2S")
    Duration grace();
}
