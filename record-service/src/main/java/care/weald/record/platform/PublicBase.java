package care.weald.record.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** The address that the outside knows the record by. */
@ConfigMapping(prefix = "weald")
public interface PublicBase {

    /** The FHIR base that links and full URLs begin with, without a slash at the end. Default the local gateway's. */
    @WithName("public-base")
    @WithDefault("http://localhost:8080/fhir")
    String url();
}
