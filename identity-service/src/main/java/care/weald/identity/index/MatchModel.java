package care.weald.identity.index;

import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** The model in force: what is shipped, or the design's own where nothing is. Read once, when the service starts. */
@Startup
@ApplicationScoped
public class MatchModel {

    private static final String SHIPPED = "/match/default-model.json";

    private final Matcher matcher;

    MatchModel(MatchConfig config) {
        Model model = Model.class.getResource(SHIPPED) == null ? Model.starting() : Model.shipped();
        this.matcher = new Matcher(model, config.population());
    }

    /** The matcher, for any thread. */
    public Matcher matcher() {
        return matcher;
    }
}
