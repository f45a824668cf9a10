package care.weald.record.subjectaccess;

import care.weald.record.item.ItemId;
import java.util.List;
import java.util.Optional;

/**
 * An item of a copy that a health professional must look at.
 *
 * @param reasons why: {@code third-party}, {@code serious-harm}, {@code free-text}
 * @param decision {@code release} or {@code withhold}; empty while there is none
 * @param ground of what is withheld, the exemption
 */
record Judged(
        String type,
        ItemId id,
        String category,
        List<String> reasons,
        Optional<String> decision,
        Optional<String> ground) {

    Judged {
        reasons = List.copyOf(reasons);
    }

    /** As a reference. */
    String reference() {
        return type + "/" + id;
    }

    @Override
    public String toString() {
        return "Judged[***]";
    }
}
