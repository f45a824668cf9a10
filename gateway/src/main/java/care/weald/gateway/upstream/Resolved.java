package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;

/** Whom identity-service found. A person who is not known has a token too. */
public sealed interface Resolved {

    /** A person, known or not, and the token that says so to consent-service. */
    record Person(String id, String token) implements Resolved {

        @Override
        public String toString() {
            return "Person[***]";
        }
    }

    /** The request names nobody that could exist. */
    record Invalid(Fault fault) implements Resolved {}
}
