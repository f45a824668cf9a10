package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.token.TokenType;
import care.weald.gateway.token.TokenVerifier;
import care.weald.gateway.token.Verification;
import care.weald.gateway.token.Verification.Refused;
import care.weald.gateway.token.Verification.Verified;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Event;
import care.weald.gateway.upstream.Event.Act;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwt.MalformedClaimException;

/** Commits events and checks the receipts that prove them; in an emergency, while the trail is away, puts them by. */
@ApplicationScoped
class AuditTrail {

    private static final Logger LOG = Logger.getLogger(AuditTrail.class);

    private final AuditClient audit;
    private final Spool spool;
    private final TokenVerifier tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AuditTrail(AuditClient audit, Spool spool, TokenVerifier tokens, Clock clock) {
        this.audit = audit;
        this.spool = spool;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * How an act ended.
     *
     * @param status HTTP status code of the answer
     * @param outcome AuditEvent.outcome
     * @param permit the permit or deny for audit-service, empty when nobody decided
     * @param bodyHash hex SHA-256 of the body, or empty
     */
    record Ending(int status, String outcome, String permit, Disclosure disclosure, String bodyHash) {}

    /** The receipt for a committed event; empty when there is none that holds. Does not fail. */
    Uni<Optional<String>> record(Requester requester, Act act, Ending ending) {
        Instant now = clock.instant();
        String id = EventId.of(now.toEpochMilli(), random.nextLong(), random.nextLong())
                .toString();
        Event event = new Event(
                id,
                act,
                ending.outcome(),
                requester.exchange().method(),
                requester.exchange().requestId(),
                now,
                requester.exchange().remote(),
                ending.disclosure(),
                ending.bodyHash(),
                ending.status());
        return audit.commit(event, ending.permit(), requester)
                .chain(receipt -> receipt.isEmpty()
                        ? Uni.createFrom().item(Optional.<String>empty())
                        : tokens.verify(TokenType.RECEIPT, receipt)
                                .map(result -> proof(receipt, result, id, ending.bodyHash())))
                .onFailure(Faulted.class)
                .recoverWithUni(() -> spool.keep(event, ending.permit(), requester))
                .invoke(proof -> {
                    if (proof.isPresent() && !ending.bodyHash().isEmpty()) {
                        requester.exchange().released(id);
                    }
                });
    }

    private static Optional<String> proof(String receipt, Verification result, String id, String bodyHash) {
        String fault = switch (result) {
            case Refused refused -> refused.reason().name();
            case Verified verified -> proves(verified, id, bodyHash) ? "" : "OTHER_EVENT";
        };
        if (!fault.isEmpty()) {
            LOG.errorf("event=receipt-refused reason=%s", fault);
        }
        return fault.isEmpty() ? Optional.of(receipt) : Optional.empty();
    }

    private static boolean proves(Verified receipt, String id, String bodyHash) {
        try {
            return id.equals(receipt.claims().getSubject())
                    && bodyHash.equals(receipt.claims().getClaimValueAsString("body_hash"));
        } catch (MalformedClaimException e) {
            return false;
        }
    }
}
