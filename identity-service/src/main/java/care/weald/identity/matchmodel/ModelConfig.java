package care.weald.identity.matchmodel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How match models are trained, tried and switched. */
@ConfigMapping(prefix = "weald.match-model")
public interface ModelConfig {

    /** The most registrations that a training reads; about 1 KiB of memory each while it lasts. Default 100,000. */
    @WithDefault("100000")
    int sample();

    /** Pairs of registrations with one verified NHS number below which no training begins. Default 500. */
    @WithDefault("500")
    long leastPairs();

    /** How long a training may take; after it the job has failed and another may begin. Default 30 minutes. */
    @WithDefault("PT30M")
    Duration trainingLimit();

    /** Questions a second, each replica, that are scored by the model that is tried as well. Default 20. */
    @WithDefault("20")
    int shadowRate();

    /** Questions that both models must have answered before the one that is tried may be activated. Default 1,000. */
    @WithDefault("1000")
    long leastQuestions();
}
