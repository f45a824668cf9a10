package care.weald.identity.steward;

import care.weald.identity.token.Caller;

/** Who does it: the caller's id at its issuer, and the organisation they act for. */
record Steward(String subject, String organisation) {

    static Steward of(Caller caller) {
        return new Steward(caller.subject(), caller.organisation());
    }
}
