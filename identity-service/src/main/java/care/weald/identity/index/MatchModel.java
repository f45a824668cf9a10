package care.weald.identity.index;

import care.weald.identity.index.MatchWitness.Asked;
import care.weald.identity.match.Census;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The model in force. It is set before the first request, and whenever another version takes its place. */
@ApplicationScoped
public class MatchModel {

    private final MatchWitness witness;
    private final AtomicReference<@Nullable Matcher> current = new AtomicReference<>();

    MatchModel(MatchWitness witness) {
        this.witness = witness;
    }

    /** A matcher by {@code model} for the people that {@code config} tells of. */
    public static Matcher matcher(Model model, MatchConfig config) {
        return new Matcher(model, new Census(config.population(), config.together()), "");
    }

    /** From now on {@code matcher} answers. */
    public void use(Matcher matcher) {
        current.set(matcher);
    }

    /**
     * The matcher, for any thread. Whoever asks more than one question of it that belong together MUST ask it once for it.
     *
     * @throws IllegalStateException before there is one
     */
    public Matcher matcher() {
        Matcher matcher = current.get();
        if (matcher == null) {
            throw new IllegalStateException("no match model is in force yet");
        }
        return matcher;
    }

    /** Tells whoever watches that the model is asked. */
    public void tell(Asked asked) {
        witness.saw(asked);
    }
}
