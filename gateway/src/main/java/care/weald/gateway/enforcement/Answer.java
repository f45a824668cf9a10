package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.upstream.Fetched.Content;

/** What leaves the gateway. */
public sealed interface Answer {

    /** Content, with the receipt that proves its event. */
    record Released(Content content, String receipt) implements Answer {}

    /** Nothing but what is wrong. */
    record Withheld(Fault fault) implements Answer {}
}
