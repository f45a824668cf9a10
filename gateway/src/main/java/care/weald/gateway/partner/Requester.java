package care.weald.gateway.partner;

import care.weald.gateway.platform.Exchange;

/** A caller with the request that it has sent. */
public record Requester(Partner.Known partner, Exchange exchange) {}
