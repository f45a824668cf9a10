package care.weald.audit.access;

import care.weald.audit.token.Caller;

/**
 * Who asked the gateway.
 *
 * @param caller the claims of the caller token
 * @param tokenId the caller token's {@code jti}
 * @param organisationName {@code subject_organization}, empty when the token has none
 */
public record Requester(Caller caller, String tokenId, String organisationName) {

    @Override
    public String toString() {
        return "Requester[***]";
    }
}
