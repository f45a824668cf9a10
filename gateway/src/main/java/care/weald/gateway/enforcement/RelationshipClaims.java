package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.ConsentClient;
import care.weald.gateway.upstream.ConsentClient.Claimed;
import care.weald.gateway.upstream.Decision.Deny;
import care.weald.gateway.upstream.Decision.Invalid;
import care.weald.gateway.upstream.Decision.Permit;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Resolved;
import care.weald.gateway.upstream.Services;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a professional states to come to a record: that he or she cares for a person, or that what hides the person must be
 * set aside. For a reason, and recorded like any disclosure.
 */
@ApplicationScoped
public class RelationshipClaims {

    private final IdentityClient identity;
    private final ConsentClient consent;
    private final DisclosureGate gate;

    RelationshipClaims(IdentityClient identity, ConsentClient consent, DisclosureGate gate) {
        this.identity = identity;
        this.consent = consent;
        this.gate = gate;
    }

    /** Claims; the content released is FHIR Parameters with the instant at which the claim ends and the person. */
    public Uni<Answer> claim(Inquiry inquiry, String reason) {
        return state(inquiry, token -> consent.claim(token, reason, inquiry.requester()));
    }

    /** Overrides, for a coded reason (row C4); the content released is as for a claim. */
    public Uni<Answer> override(Inquiry inquiry, String code, String reason) {
        return state(inquiry, token -> consent.override(token, code, reason, inquiry.requester()));
    }

    private Uni<Answer> state(Inquiry inquiry, Function<String, Uni<Claimed>> statement) {
        return identity.resolve(inquiry.whom(), inquiry.requester()).chain(resolved -> switch (resolved) {
            case Resolved.Person person ->
                statement.apply(person.token()).chain(claimed -> conclude(inquiry, person.id(), claimed));
            case Resolved.Invalid invalid -> gate.refuse(inquiry.requester(), inquiry.act(), invalid.fault());
        });
    }

    private Uni<Answer> conclude(Inquiry inquiry, String person, Claimed claimed) {
        return switch (claimed.decision()) {
            case Permit permit ->
                gate.conclude(
                        inquiry,
                        permit.permits().getOrDefault(Services.AUDIT, ""),
                        new Content(parameters(claimed, person), Disclosure.NOTHING, "", "", -1));
            case Deny deny -> gate.deny(inquiry, deny);
            case Invalid invalid -> gate.refuse(inquiry.requester(), inquiry.act(), invalid.fault());
        };
    }

    private static byte[] parameters(Claimed claimed, String person) {
        try {
            String override = claimed.override().isEmpty()
                    ? ""
                    : ",{\"name\":\"override\",\"valueId\":\"" + UUID.fromString(claimed.override()) + "\"}";
            return ("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"expires\",\"valueInstant\":\""
                            + Instant.parse(claimed.expires()) + "\"},{\"name\":\"patient\",\"valueId\":\""
                            + UUID.fromString(person) + "\"}" + override + "]}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Faulted.unavailable(Services.CONSENT, "incomplete-answer");
        }
    }
}
