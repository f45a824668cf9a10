package care.weald.audit.event;

import care.weald.audit.token.Caller;

/** What the gateway tells in its own name. */
final class GatewayAlone {

    private GatewayAlone() {}

    /** Whether {@code caller} is the gateway itself, asking for nobody. */
    static boolean is(Caller caller) {
        return caller.client().equals("weald-gateway") && caller.organisation().equals("weald");
    }
}
