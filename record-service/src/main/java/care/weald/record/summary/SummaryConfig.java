package care.weald.record.summary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What a patient summary says of the record that makes it, and how long it may be. */
@ConfigMapping(prefix = "weald.summary")
public interface SummaryConfig {

    /** The name of the shared care record, as clinicians know it. Default: Weald shared care record. */
    @WithDefault("Weald shared care record")
    String name();

    /** The organisation that keeps the record. */
    Custodian custodian();

    /** The most items that a section lists; problems, allergies and medicines are listed whatever their number. Default 50. */
    @WithDefault("50")
    int sectionLimit();

    /** Who keeps the record. */
    interface Custodian {

        /** Its ODS code. Default none: it is named only. */
        Optional<String> ods();

        /** Its name. Default: that of the record. */
        Optional<String> name();
    }
}
