package care.weald.record.summary;

import care.weald.record.item.ShownItem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An item of a summary and what it says.
 *
 * @param section where it is listed; empty for what is only referred to by another
 * @param content the resource, as its level shows it
 * @param source whose it is, in words
 */
record Entry(ShownItem item, Optional<Section> section, JsonNode content, String source) {

    /** Its reference, relative to the record's base. */
    String reference() {
        return item.type() + "/" + item.id();
    }
}
