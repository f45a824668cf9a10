package care.weald.record.item;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Puts the person id into stored bytes. */
public final class ItemBytes {

    private ItemBytes() {}

    /** The person id as it stands in references. */
    public static byte[] person(UUID person) {
        return person.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Copies an item to {@code at} in {@code target} with the person id in place. */
    public static void copy(ShownItem item, byte[] person, byte[] target, int at) {
        item.json().getBytes(target, at);
        for (int place : item.places()) {
            System.arraycopy(person, 0, target, at + place, person.length);
        }
    }

    /** One item alone. */
    public static byte[] of(ShownItem item, UUID person) {
        byte[] target = new byte[item.json().length()];
        copy(item, person(person), target, 0);
        return target;
    }
}
