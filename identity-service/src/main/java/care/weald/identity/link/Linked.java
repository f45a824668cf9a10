package care.weald.identity.link;

import java.util.UUID;

/** What became of one source patient of a message. */
public sealed interface Linked {

    /**
     * It is stored and linked.
     *
     * @param person the person it is linked to
     * @param version its newest version, counted from 1
     * @param created true when this message made it
     */
    record Stored(UUID sourcePatient, UUID person, int version, boolean created) implements Linked {}

    /** It is not. */
    record Refused(Why why) implements Linked {}

    /** Why something is not stored. */
    enum Why {
        /** The registration has another verified NHS number, and a registration never moves to another human. */
        RENUMBERED,
        /** It would change what is stored, and the sender may only create. */
        NOT_TO_UPDATE
    }
}
