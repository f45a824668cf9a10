package care.weald.gateway.enforcement;

import care.weald.gateway.enforcement.Answer.Released;
import care.weald.gateway.enforcement.Answer.Withheld;
import care.weald.gateway.enforcement.AuditTrail.Ending;
import care.weald.gateway.enforcement.Standing.Denied;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.enforcement.Standing.Undecided;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Decision.Deny;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.BySourcePatient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * The Consent Enforcement Point (PCF 1:53.1.1.3): whom, what, fetch, proof, release. Nothing leaves, and nothing is
 * acknowledged, without a receipt for the very bytes; what is refused or fails is recorded by the same rule.
 */
@ApplicationScoped
public class DisclosureGate {

    private static final int QUICK_HASH = 262_144;
    /** The one rule that refuses openly because of whom it is about. */
    private static final String RELATIONSHIP = "relationship";

    private final DecisionPoint decisions;
    private final AuditTrail trail;
    private final Vertx vertx;

    DisclosureGate(DecisionPoint decisions, AuditTrail trail, Vertx vertx) {
        this.decisions = decisions;
        this.trail = trail;
        this.vertx = vertx;
    }

    /** Takes an inquiry through the gate. {@code fetch} is asked only when it is granted. */
    public Uni<Answer> disclose(Inquiry inquiry, Function<Granted, Uni<Fetched>> fetch) {
        return decisions.stand(inquiry).chain(standing -> switch (standing) {
            case Granted granted ->
                fetch.apply(granted)
                        .onFailure(Faulted.class)
                        .recoverWithItem(failure -> new Fetched.Invalid(failure.fault()))
                        .chain(fetched -> conclude(inquiry, granted.permitFor(Services.AUDIT), fetched));
            case Denied denied -> deny(inquiry, denied.deny());
            case Undecided undecided -> refuse(inquiry.requester(), inquiry.act(), undecided.fault());
        });
    }

    /** Records and answers what was fetched under a permit. */
    Uni<Answer> conclude(Inquiry inquiry, String auditPermit, Fetched fetched) {
        inquiry.requester().exchange().decided("permit", "");
        return switch (fetched) {
            case Content content -> release(inquiry, content, "0", auditPermit);
            case Fetched.Missing missing -> absent(inquiry, "4", auditPermit, missing.about());
            case Fetched.Invalid invalid -> withhold(inquiry, invalid.fault(), auditPermit, invalid.about());
        };
    }

    /** Records and answers a refusal. */
    Uni<Answer> deny(Inquiry inquiry, Deny deny) {
        inquiry.requester().exchange().decided("deny", deny.reason());
        return deny.absent() || tellsOfARegistration(inquiry, deny)
                ? hidden(inquiry, deny)
                : withhold(
                        inquiry,
                        Fault.of(Kind.REFUSED).because(deny.reason()).telling(deny.override()),
                        deny.auditPermit(),
                        Disclosure.NOTHING);
    }

    /**
     * An item's id names its source patient; to say that only the relationship is missing would make ids a register of
     * who attends which clinic.
     */
    private static boolean tellsOfARegistration(Inquiry inquiry, Deny deny) {
        return inquiry.whom() instanceof BySourcePatient && deny.reason().equals(RELATIONSHIP);
    }

    /** Records and answers a request that ended before anybody decided. */
    public Uni<Answer> refuse(Requester requester, Act act, Fault fault) {
        requester.exchange().decided("none", fault.kind().name());
        return withhold(requester, act, fault, new Ending(fault.status(), outcome(fault), "", Disclosure.NOTHING, ""));
    }

    /** The same for whoever is hidden and whoever is absent: that the caller may override depends on the caller alone. */
    private Uni<Answer> hidden(Inquiry inquiry, Deny deny) {
        return inquiry.whenAbsent().length == 0 || !deny.override()
                ? absent(inquiry, Fault.of(Kind.NOT_FOUND).telling(deny.override()), deny.auditPermit())
                : release(
                        inquiry,
                        new Content(inquiry.whenHidden(), Disclosure.NOTHING, "", "", -1),
                        "8",
                        deny.auditPermit());
    }

    private Uni<Answer> absent(Inquiry inquiry, Fault fault, String auditPermit) {
        return inquiry.whenAbsent().length == 0
                ? withhold(inquiry, fault, auditPermit, Disclosure.NOTHING)
                : absent(inquiry, "8", auditPermit, Disclosure.NOTHING);
    }

    private Uni<Answer> absent(Inquiry inquiry, String outcome, String auditPermit, Disclosure about) {
        return inquiry.whenAbsent().length == 0
                ? withhold(inquiry, Fault.of(Kind.NOT_FOUND), auditPermit, about)
                : release(inquiry, new Content(inquiry.whenAbsent(), about, "", "", -1), outcome, auditPermit);
    }

    private Uni<Answer> release(Inquiry inquiry, Content content, String outcome, String auditPermit) {
        return hash(content.json())
                .chain(hash -> trail.record(
                        inquiry.requester(),
                        inquiry.act(),
                        new Ending(content.status(), outcome, auditPermit, content.disclosure(), hash)))
                .map(receipt -> receipt.<Answer>map(proof -> new Released(content, proof))
                        .orElseGet(() -> unproven(inquiry.requester())));
    }

    private Uni<Answer> withhold(Inquiry inquiry, Fault fault, String auditPermit, Disclosure about) {
        Ending ending = new Ending(fault.status(), outcome(fault), auditPermit, about, "");
        return withhold(inquiry.requester(), inquiry.act(), fault, ending);
    }

    private Uni<Answer> withhold(Requester requester, Act act, Fault fault, Ending ending) {
        return trail.record(requester, act, ending)
                .map(receipt -> receipt.isPresent() ? new Withheld(fault) : unproven(requester));
    }

    private static String outcome(Fault fault) {
        return fault.status() >= 500 || fault.kind() == Kind.REFUSED ? "8" : "4";
    }

    private static Withheld unproven(Requester requester) {
        requester.exchange().decided("none", "no-receipt");
        return new Withheld(Fault.of(Kind.UNAVAILABLE));
    }

    private Uni<String> hash(byte[] body) {
        return body.length <= QUICK_HASH
                ? Uni.createFrom().item(sha256(body))
                : Uni.createFrom()
                        .completionStage(() ->
                                vertx.executeBlocking(() -> sha256(body), false).toCompletionStage());
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
