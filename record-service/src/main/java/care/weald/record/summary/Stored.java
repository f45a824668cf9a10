package care.weald.record.summary;

import care.weald.record.item.ShownItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database answered, still as bytes.
 *
 * @param items in the order in which they are listed
 * @param directory entries that the items refer to, by reference
 * @param organisations Organizations by ODS code, of those whose items are shown
 * @param leftOut how many of a section may be seen and were not read, for their age, number or size
 * @param knownToSocialCare whether there is anything of a social care assessment to be seen
 * @param withheld how many items the permit kept back
 */
record Stored(
        List<Item> items,
        Map<String, byte[]> directory,
        Map<String, byte[]> organisations,
        Map<Section, Long> leftOut,
        boolean knownToSocialCare,
        long withheld) {

    Stored {
        items = List.copyOf(items);
        directory = Map.copyOf(directory);
        organisations = Map.copyOf(organisations);
        leftOut = Map.copyOf(leftOut);
    }

    /** An item and the section that lists it; empty for what another one refers to. */
    record Item(ShownItem shown, Optional<Section> section) {}
}
