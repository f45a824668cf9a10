package care.weald.identity.link;

import care.weald.identity.link.Evidence.KnownNumber;
import care.weald.identity.link.Evidence.Link;
import care.weald.identity.link.Evidence.Origin;
import java.util.UUID;

/**
 * Whom a source patient belongs to. Only an NHS number that its source verified joins records by itself, and only while
 * no other source of that person states a different birth date; everybody else is a person of their own.
 */
sealed interface Linking {

    /** The person that the source patient is linked to afterwards. */
    UUID person();

    /** The link in force stays. */
    record Keep(UUID person) implements Linking {}

    /**
     * A new link, after the one in force has ended.
     *
     * @param registers the person is the first to have the NHS number
     */
    record Change(UUID person, Origin origin, boolean registers) implements Linking {}

    /** Decides on {@code evidence}; {@code fresh} is the id of a person to be made, if one has to be. */
    static Linking decide(Evidence evidence, UUID fresh) {
        Link link = evidence.link();
        KnownNumber number = evidence.number();
        if (evidence.usable() && number == null) {
            UUID person = link != null && !evidence.numbered() ? link.person() : fresh;
            return new Change(person, Origin.NHS_NUMBER, true);
        }
        if (evidence.usable() && number != null && number.valid() && !evidence.contradicted()) {
            return link != null && link.person().equals(number.person()) && link.origin() == Origin.NHS_NUMBER
                    ? new Keep(link.person())
                    : new Change(number.person(), Origin.NHS_NUMBER, false);
        }
        return link != null && link.origin() == Origin.NEW
                ? new Keep(link.person())
                : new Change(fresh, Origin.NEW, false);
    }
}
