package care.weald.record.hl7v2;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Set;

/** How HL7 v2 messages are read. */
@ConfigMapping(prefix = "weald.hl7v2")
public interface Hl7Config {

    /** The largest message, in bytes. Default 8 MiB: as a Bundle that holds it, it must be within a feed's limit. */
    @WithDefault("8388608")
    int maxBytes();

    /**
     * The processing ids (MSH-11) of messages that are taken. Default {@code P}: what is sent for training or debugging
     * belongs to no record of a person.
     */
    @WithDefault("P")
    Set<String> processingIds();

    /**
     * By ODS code and the name of an assigning authority or coding system, its URI: so that a partner's numbers are the same
     * by HL7 v2 and by FHIR. Default none: a name that has none keeps one of its own.
     */
    Map<String, Map<String, String>> systems();
}
