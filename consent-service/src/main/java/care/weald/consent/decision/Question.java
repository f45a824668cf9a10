package care.weald.consent.decision;

import care.weald.consent.token.Caller;
import java.util.Map;

/**
 * What is asked, with both tokens verified.
 *
 * @param interaction what is wanted
 * @param caller who asks
 * @param iua the caller token's {@code ihe_iua} claim, which the permit repeats
 * @param person whom it is about
 */
public record Question(Interaction interaction, Caller caller, Map<?, ?> iua, Person person) {

    /** True when a person token said whom it is about. */
    boolean isAboutSomebody() {
        return !person.equals(Person.NONE);
    }
}
