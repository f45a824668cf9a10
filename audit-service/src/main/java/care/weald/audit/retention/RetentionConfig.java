package care.weald.audit.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** For how long the contents of the trail are kept. */
@ConfigMapping(prefix = "weald.audit.retention")
public interface RetentionConfig {

    /**
     * Years for which events are kept with their contents. The Records Management Code of Practice (England, 2021, updated
     * 2023; Appendix II, electronic patient record systems) has a system's audit trail kept as long as the records it is
     * about; a shared record holds oncology records, whose 30 years are the longest fixed term. Default 30.
     */
    @WithDefault("30")
    int years();

    /** Years for which alerts and their cases tell of whom, as the Code has it for serious incidents. Default 20. */
    @WithDefault("20")
    int alertYears();

    /** When what is due is dropped, as a cron expression with seconds (UTC); {@code off} for never. Default 02:20. */
    @WithDefault("0 20 2 * * ?")
    String at();
}
