package care.weald.record.document;

import care.weald.record.item.ItemId;
import java.util.UUID;

/**
 * The bytes of a document. They are never changed: other bytes of the same item are another content.
 *
 * @param id source patient and number, as a Binary's id has them
 * @param item the number of the item that holds it
 * @param type media type, as the source says
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record DocumentContent(ItemId id, UUID item, String type, byte[] bytes) {

    /** How an attachment refers to it. */
    public String reference() {
        return "Binary/" + id;
    }

    @Override
    public String toString() {
        return "DocumentContent[" + id + "]";
    }
}
