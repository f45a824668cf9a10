package care.weald.identity.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Where the outside sees the suite. */
@ConfigMapping(prefix = "weald")
public interface FhirBase {

    /** The public FHIR base, without a slash at its end; it begins every link. Default {@code http://localhost:8080/fhir}. */
    @WithName("public-base")
    @WithDefault("http://localhost:8080/fhir")
    String publicBase();
}
