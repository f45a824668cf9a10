package care.weald.identity.patient;

import care.weald.identity.permit.Permit;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a Patient is shown.
 *
 * @param full everything of cat-01; otherwise identifier, name, birth date and gender only
 * @param contacts emergency contacts (cat-02)
 * @param contactNames more of a contact than the relationship and telephone
 * @param legalStatus residential status and overseas visitor charging (cat-06)
 */
record Levels(boolean full, boolean contacts, boolean contactNames, boolean legalStatus) {

    static final String DEMOGRAPHICS = "cat-01";
    static final String CONTACTS = "cat-02";
    static final String LEGAL_STATUS = "cat-06";
    private static final String FULL = "F";

    /** What {@code permit} lets be shown of a person; a restricted person's contacts are not. */
    static Levels of(Permit permit, boolean restricted) {
        return new Levels(
                is(permit, DEMOGRAPHICS),
                permit.level(CONTACTS).isPresent() && !restricted,
                is(permit, CONTACTS),
                is(permit, LEGAL_STATUS));
    }

    private static boolean is(Permit permit, String category) {
        return permit.level(category).filter(FULL::equals).isPresent();
    }

    /** The categories that {@code hasContacts} and {@code hasLegalStatus} have put into a Patient. */
    static List<String> shown(boolean hasContacts, boolean hasLegalStatus) {
        List<String> shown = new ArrayList<>(List.of(DEMOGRAPHICS));
        if (hasContacts) {
            shown.add(CONTACTS);
        }
        if (hasLegalStatus) {
            shown.add(LEGAL_STATUS);
        }
        return List.copyOf(shown);
    }
}
