package care.weald.record.composite;

import care.weald.record.category.Category;
import care.weald.record.freshness.Standing;
import care.weald.record.freshness.Warning;
import care.weald.record.permit.Permit;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a category besides its items (capabilities.md, R8 and D2). It rests on the caller's job role, on who has
 * the person registered and on how the feeds stand; never on what there is, nor on an objection. So an answer about
 * somebody who objects is, byte for byte, the one about somebody of whom there is nothing.
 *
 * @param reason why the List is empty, should it be; empty when only what is new was asked for
 * @param warnings what a reader should know either way
 */
record Telling(Optional<EmptyReason> reason, List<Warning> warnings) {

    Telling {
        warnings = List.copyOf(warnings);
    }

    /** What is said of {@code category} under a permit. */
    static Telling of(Category category, Permit permit, Standing standing, boolean onlyNew) {
        if (permit.scope().closed().contains(category)) {
            return new Telling(Optional.of(EmptyReason.WITHHELD), List.of(Warning.CONFIDENTIAL));
        }
        List<Warning> late = Warning.late(standing, permit.scope().organisations(), List.of(category));
        if (onlyNew) {
            return new Telling(Optional.empty(), late);
        }
        EmptyReason reason = late.isEmpty()
                ? switch (standing.coverage(category, permit.scope().organisations())) {
                    case SENT -> EmptyReason.NO_CONTENT;
                    case NOT_SENT -> EmptyReason.NOT_ASKED;
                    case UNKNOWN -> EmptyReason.UNKNOWN;
                }
                : EmptyReason.UNAVAILABLE;
        return new Telling(Optional.of(reason), late);
    }

    /** What is said of {@code category} as it was held once: how feeds stood then is not known any more. */
    static Telling ofThePast(Category category, Permit permit) {
        return permit.scope().closed().contains(category)
                ? new Telling(Optional.of(EmptyReason.WITHHELD), List.of(Warning.CONFIDENTIAL))
                : new Telling(Optional.empty(), List.of());
    }
}
