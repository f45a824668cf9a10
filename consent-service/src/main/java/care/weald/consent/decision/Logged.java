package care.weald.consent.decision;

import java.time.Instant;
import java.util.UUID;

/**
 * A decision as it is kept.
 *
 * @param id its id
 * @param at when it was made
 * @param organisation ODS code of the caller's organisation
 * @param subject who asked
 * @param person whom it was about; {@link Person#NONE}'s id when about nobody
 * @param interaction what was wanted
 * @param reason of a denial, the id of the rule that refused; empty of a permit
 * @param content what it rested on and what came of it, as {@link FactsJson} writes them
 */
public record Logged(
        UUID id,
        Instant at,
        String organisation,
        String subject,
        UUID person,
        String interaction,
        String reason,
        String content) {

    /** What is kept of {@code answer}, which rests on {@code facts}. */
    static Logged of(Answer answer, Facts facts) {
        return new Logged(
                answer.id(),
                moment(answer.id()),
                facts.caller().organisation(),
                facts.caller().subject(),
                facts.person().id(),
                facts.interaction().code(),
                answer.decision() instanceof Decision.Deny deny ? deny.reason() : "",
                FactsJson.write(facts, answer.decision()));
    }

    /** The moment in the id of a decision. */
    public static Instant moment(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return "Logged[" + id + "]";
    }
}
