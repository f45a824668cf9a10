package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;
import java.util.Map;

/** What consent-service decided. */
public sealed interface Decision {

    /** The request may go on, with one permit an audience. */
    record Permit(Map<String, String> permits) implements Decision {

        public Permit {
            permits = Map.copyOf(permits);
        }

        @Override
        public String toString() {
            return "Permit[***]";
        }
    }

    /**
     * It may not.
     *
     * @param reason id of the rule that refused
     * @param absent whether it must look as if there were no such person
     * @param auditPermit the deny, for audit-service
     * @param override whether the caller is one who may override
     */
    record Deny(String reason, boolean absent, String auditPermit, boolean override) implements Decision {

        @Override
        public String toString() {
            return "Deny[" + reason + "]";
        }
    }

    /** consent-service did not take the question. */
    record Invalid(Fault fault) implements Decision {}
}
