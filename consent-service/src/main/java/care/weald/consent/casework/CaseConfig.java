package care.weald.consent.casework;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How objections are dealt with. */
@ConfigMapping(prefix = "weald.consent.objection")
public interface CaseConfig {

    /**
     * Whether sharing is held back while an objection waits for its decision, where that is asked for when it is lodged.
     * Allergies, alerts, history, immunisations and who the person is are shown all the same. Default true.
     */
    @WithDefault("true")
    boolean interim();

    /** Months after which an outcome is looked at again, unless the decision names a day. Default 12. */
    @WithDefault("12")
    int reviewMonths();

    /** Days before it is due at which an open case is reminded of. Default 7. */
    @WithDefault("7")
    int remindDays();
}
