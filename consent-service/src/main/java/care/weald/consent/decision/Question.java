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
 * @param own of a citizen, who that is; {@link Person#NONE} of everybody else
 * @param egress the agreement that a bulk flow names; {@link Egress#NONE} of everything else
 */
public record Question(
        Interaction interaction, Caller caller, Map<?, ?> iua, Person person, Person own, Egress egress) {

    /** A question about no bulk flow. */
    public Question(Interaction interaction, Caller caller, Map<?, ?> iua, Person person, Person own) {
        this(interaction, caller, iua, person, own, Egress.NONE);
    }

    /** The same, where it is about a bulk flow under an agreement. */
    public Question under(Egress agreement) {
        return new Question(interaction, caller, iua, person, own, agreement);
    }

    /** True when it is neither about care nor about what a citizen asks: then preferences about such uses are looked up. */
    boolean isSecondary() {
        return !Purposes.areOfCare(caller.purposes());
    }

    /** True when a person token said whom it is about. */
    boolean isAboutSomebody() {
        return !person.equals(Person.NONE);
    }

    /** True when a person token said which citizen asks. */
    public boolean isOfCitizen() {
        return !own.equals(Person.NONE);
    }

    /** True when a citizen asks about himself or herself. */
    public boolean isOfSelf() {
        return isOfCitizen() && own.known() && own.id().equals(person.id());
    }
}
