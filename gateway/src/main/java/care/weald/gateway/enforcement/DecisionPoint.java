package care.weald.gateway.enforcement;

import care.weald.gateway.enforcement.Standing.Denied;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.enforcement.Standing.Undecided;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.ConsentClient;
import care.weald.gateway.upstream.ConsentClient.Matter;
import care.weald.gateway.upstream.Decision;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Resolved;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.Nobody;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks whom and what. A permit may serve the same question again for two seconds after its person was asked for, so an
 * upheld objection or an unlink bites within two seconds. A refusal is never reused.
 */
@ApplicationScoped
class DecisionPoint {

    private static final Duration REUSE = Duration.ofSeconds(2);

    private final IdentityClient identity;
    private final ConsentClient consent;
    private final Selves selves;
    private final Cache<Question, Held> held =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(REUSE).build();

    private record Question(String tokenId, Whom whom, String interaction, List<String> from) {}

    private record Held(Granted granted, long askedAt) {}

    DecisionPoint(IdentityClient identity, ConsentClient consent, Selves selves) {
        this.identity = identity;
        this.consent = consent;
        this.selves = selves;
    }

    /** Where the inquiry stands. Does not fail. */
    Uni<Standing> stand(Inquiry inquiry) {
        Question question = new Question(
                inquiry.requester().partner().tokenId(), inquiry.whom(), inquiry.interaction(), inquiry.from());
        long now = System.nanoTime();
        Held known = held.getIfPresent(question);
        if (known != null && now - known.askedAt() < REUSE.toNanos()) {
            return Uni.createFrom().item(known.granted());
        }
        Uni<Standing> asked = inquiry.whom() instanceof Nobody
                ? decide(inquiry, "", new Matter(inquiry.interaction(), null, ""))
                : resolve(inquiry);
        return asked.invoke(standing -> hold(question, standing, now))
                .onFailure(Faulted.class)
                .recoverWithItem(failure -> new Undecided(failure.fault()));
    }

    private void hold(Question question, Standing standing, long now) {
        if (standing instanceof Granted granted) {
            held.put(question, new Held(granted, now));
        }
    }

    private Uni<Standing> resolve(Inquiry inquiry) {
        return identity.resolve(inquiry.whom(), inquiry.requester()).chain(resolved -> switch (resolved) {
            case Resolved.Person person ->
                selves.token(inquiry.requester())
                        .chain(own ->
                                decide(inquiry, person.id(), new Matter(inquiry.interaction(), person.token(), own)));
            case Resolved.Invalid invalid -> Uni.createFrom().item(new Undecided(invalid.fault()));
        });
    }

    private Uni<Standing> decide(Inquiry inquiry, String person, Matter matter) {
        List<String> audiences = Stream.concat(inquiry.from().stream(), Stream.of(Services.AUDIT))
                .toList();
        return consent.decide(matter, audiences, inquiry.requester()).map(decision -> switch (decision) {
            case Decision.Permit permit -> granted(person, permit, audiences);
            case Decision.Deny deny -> new Denied(deny);
            case Decision.Invalid invalid -> new Undecided(invalid.fault());
        });
    }

    private static Standing granted(String person, Decision.Permit permit, List<String> audiences) {
        if (!permit.permits().keySet().containsAll(audiences)) {
            throw Faulted.unavailable(Services.CONSENT, "incomplete-answer");
        }
        return new Granted(person, permit);
    }
}
