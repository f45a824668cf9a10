package care.weald.identity.index;

import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** The model in force: the one that is shipped. Read once, when the service starts; without it the service does not. */
@Startup
@ApplicationScoped
public class MatchModel {

    private final Matcher matcher;

    MatchModel(MatchConfig config) {
        this.matcher = new Matcher(Model.shipped(), config.population());
    }

    /** The matcher, for any thread. */
    public Matcher matcher() {
        return matcher;
    }
}
