package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.upstream.Decision;

/** Where an inquiry stands after identity- and consent-service have spoken. */
public sealed interface Standing {

    /** It may go on. */
    record Granted(String person, Decision.Permit permit) implements Standing {

        /** The permit for one service. */
        public String permitFor(String service) {
            return permit.permits().getOrDefault(service, "");
        }
    }

    /** It may not. */
    record Denied(Decision.Deny deny) implements Standing {}

    /** Nobody decided: the question was wrong, or somebody is away. */
    record Undecided(Fault fault) implements Standing {}
}
