package care.weald.record.item;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an answer discloses, for the audit event: the {@code Weald-Disclosure} header (services.md). It never leaves the
 * gateway.
 */
public record Disclosure(Collection<String> categories, long items, long withheld, Collection<String> organisations) {

    /** The name of the header. */
    public static final String HEADER = "Weald-Disclosure";

    /** What showing these items discloses. */
    public static Disclosure of(Collection<ShownItem> items, long withheld) {
        return new Disclosure(
                items.stream().map(ShownItem::category).collect(Collectors.toCollection(TreeSet::new)),
                items.size(),
                withheld,
                items.stream().map(ShownItem::organisation).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** As the header's JSON. Codes have no character that JSON escapes. */
    public String toJson() {
        return "{\"categories\":" + list(categories) + ",\"items\":" + items + ",\"withheld\":" + withheld
                + ",\"organisations\":" + list(organisations) + "}";
    }

    private static String list(Collection<String> codes) {
        return codes.stream()
                .map(code -> "\"" + code.replaceAll("[^A-Za-z0-9_.-]", "") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
