package care.weald.identity.link;

import care.weald.identity.link.Evidence.KnownNumber;
import care.weald.identity.link.Evidence.Link;
import care.weald.identity.link.Evidence.Origin;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom a source patient belongs to. Only an NHS number that its source verified joins records by itself, only with the
 * same full birth date as a record that is there already, never with a restricted person's, and never across a negative
 * link; everybody else is a person of their own. A link by number lasts as long as the number stays verified: a corrected
 * birth date does not end it. A steward's link, or one by match, needs no number, and no feed ends it; nor does a feed take
 * apart what a steward has merged, whichever of the two sides it is about.
 */
sealed interface Linking {

    /** The person that the source patient is linked to afterwards. */
    UUID person();

    /** The link in force stays. */
    record Keep(UUID person) implements Linking {}

    /** The link in force stays, and its person is the first to have the NHS number. */
    record Register(UUID person) implements Linking {}

    /** The link in force stays; whether {@code other}, who has the NHS number, is the same is for a steward to say. */
    record Doubt(UUID person, UUID other) implements Linking {}

    /**
     * A new link, after the one in force has ended.
     *
     * @param registers the person is the first to have the NHS number
     * @param restricted the person is made now, and restricted as the one left was
     * @param reason why, when it is by match
     */
    record Change(UUID person, Origin origin, boolean registers, boolean restricted, Optional<Reason> reason)
            implements Linking {

        Change(UUID person, Origin origin, boolean registers, boolean restricted) {
            this(person, origin, registers, restricted, Optional.empty());
        }

        /** The same, for {@code reason}. */
        Change because(Reason why) {
            return new Change(person, origin, registers, restricted, Optional.of(why));
        }

        /** True when the source patient becomes a person of its own for want of a number that joins it to another. */
        boolean isAlone() {
            return origin == Origin.NEW;
        }
    }

    /** Why a match is believed: bits, probability, version of the model, and the whole explanation as JSON. */
    record Reason(double weight, double probability, String model, String explanation) {}

    /** Decides on {@code evidence}; {@code fresh} is the id of a person to be made, if one has to be. */
    static Linking decide(Evidence evidence, UUID fresh) {
        Link link = evidence.link();
        KnownNumber number = evidence.number();
        if (link != null && link.isHeld()) {
            return kept(link, evidence);
        }
        boolean restricted = link != null && link.restricted();
        if (evidence.usable() && number == null) {
            return link != null && !evidence.numbered()
                    ? new Change(link.person(), Origin.NHS_NUMBER, true, false)
                    : new Change(fresh, Origin.NHS_NUMBER, true, restricted);
        }
        if (evidence.usable() && number != null && number.valid()) {
            if (link != null && holds(link, number, evidence)) {
                return new Keep(link.person());
            }
            if (evidence.agreed() && !number.restricted() && !number.barred() && !restricted) {
                return new Change(number.person(), Origin.NHS_NUMBER, false, false);
            }
        }
        return link != null && link.origin() == Origin.NEW
                ? new Keep(link.person())
                : new Change(fresh, Origin.NEW, false, restricted);
    }

    /**
     * Whom a source patient belongs to that was removed and comes again: the link in {@code evidence} is the one that it had.
     *
     * @param isBarred a negative link has come to stand between it and somebody who is linked there
     */
    static Linking again(Evidence evidence, boolean isBarred, UUID fresh) {
        Link link = evidence.link();
        if (!isBarred || link == null) {
            return decide(evidence, fresh);
        }
        return evidence.usable() && evidence.number() == null
                ? new Change(fresh, Origin.NHS_NUMBER, true, link.restricted())
                : new Change(fresh, Origin.NEW, false, link.restricted());
    }

    /** A steward's link, or one by match, stays whatever a feed brings; so does one that a steward has merged others to. */
    private static Linking kept(Link link, Evidence evidence) {
        KnownNumber number = evidence.number();
        if (number == null) {
            return evidence.usable() && !evidence.numbered() ? new Register(link.person()) : new Keep(link.person());
        }
        boolean isElsewhere = evidence.usable()
                && number.valid()
                && !evidence.unchanged()
                && !link.person().equals(number.person());
        boolean isOpen = evidence.agreed() && !number.restricted() && !number.barred() && !link.restricted();
        return isElsewhere && isOpen ? new Doubt(link.person(), number.person()) : new Keep(link.person());
    }

    private static boolean holds(Link link, KnownNumber number, Evidence evidence) {
        return link.person().equals(number.person()) || (evidence.unchanged() && link.origin() == Origin.NHS_NUMBER);
    }
}
