package care.weald.gateway.partner;

import care.weald.gateway.platform.Exchange;
import care.weald.gateway.token.Caller;
import java.util.List;
import java.util.Set;

/** A caller with the request that it has sent. */
public record Requester(Partner.Known partner, Exchange exchange) {

    private static final Partner.Known GATEWAY = new Partner.Known(
            "gateway",
            new Caller("gateway", "", "weald", List.of(), List.of("HOPERAT"), "weald-gateway", "", Set.of()),
            "Weald");

    /** The gateway in its own name, which asks for what everybody may have. */
    public static Requester gateway(Exchange exchange) {
        return new Requester(GATEWAY, exchange);
    }
}
