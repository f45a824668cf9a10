package care.weald.identity.index;

import care.weald.identity.match.Demographics;
import java.util.Optional;
import java.util.UUID;

/** Sees what matching is asked. It MUST NOT wait, and MUST NOT fail. */
public interface MatchWitness {

    /**
     * A question to matching.
     *
     * @param organisation whose question it is; empty when only the registration tells
     * @param registration the source patient that it is about; empty for one that is only asked about
     */
    record Asked(Demographics about, String organisation, Optional<UUID> registration) {

        @Override
        public String toString() {
            return "Asked[***]";
        }
    }

    /** Is told of a question. */
    void saw(Asked asked);
}
