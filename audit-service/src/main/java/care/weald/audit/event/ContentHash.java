package care.weald.audit.event;

import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Undecided;
import care.weald.audit.log.Leaf;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;

/**
 * What tells two events with one id apart: all that was posted, the caller and the decision, and nothing that differs
 * between two tries of the same event (the caller token's id, the time of recording).
 */
final class ContentHash {

    private ContentHash() {}

    /** SHA-256 in hex. The order of the parts MUST NOT change: a repeat may reach a newer release. */
    static String of(Admitted tokens, PostedEvent event) {
        ArrayNode parts = Fhir.array();
        parts.add(tokens.requester().caller().organisation());
        parts.add(tokens.requester().caller().subject());
        switch (tokens.decision()) {
            case Permit permit -> parts.add("permit").add(permit.terms().id());
            case Deny deny -> parts.add("deny").add(deny.terms().id());
            case Undecided _ -> parts.add("undecided").add("");
        }
        parts.add(event.subtype()).add(event.action()).add(event.outcome());
        parts.add(event.request().method())
                .add(event.request().path())
                .add(event.request().query());
        parts.add(event.request().id().toString()).add(event.request().remote());
        parts.add(event.reported().toString());
        event.disclosure().categories().forEach(parts.addArray()::add);
        parts.add(event.disclosure().items()).add(event.disclosure().withheld());
        event.disclosure().organisations().forEach(parts.addArray()::add);
        parts.add(event.bodyHash()).add(event.status());
        if (!event.disclosure().persons().isEmpty()) {
            ArrayNode persons = parts.addArray();
            event.disclosure().persons().forEach(person -> persons.add(person.toString()));
        }
        return Leaf.plainHash(parts.toString().getBytes(StandardCharsets.UTF_8));
    }
}
