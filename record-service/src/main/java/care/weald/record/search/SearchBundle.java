package care.weald.record.search;

import care.weald.record.freshness.Warning;
import care.weald.record.item.Crockford;
import care.weald.record.item.ItemBytes;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permit;
import care.weald.record.search.BundleWriter.Mode;
import care.weald.record.search.SearchRepository.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer to a search. Where the whole of each item is wanted nothing is parsed.
 *
 * @param warnings what a reader should know besides
 */
record SearchBundle(String publicBase, Permit permit, SearchQuery query, List<Warning> warnings) {

    private static final byte[] CUT = ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\","
                    + "\"code\":\"incomplete\",\"diagnostics\":\"Not all that was to be included is on this page; "
                    + "ask for fewer items a page\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    SearchBundle {
        warnings = List.copyOf(warnings);
    }

    /** The items of the page, without the first of the next. */
    static List<ShownItem> page(SearchQuery query, Found found) {
        return found.items().subList(0, Math.min(query.count(), found.items().size()));
    }

    /** Every item that is disclosed. */
    static List<ShownItem> disclosed(SearchQuery query, Found found) {
        List<ShownItem> all = new ArrayList<>(page(query, found));
        all.addAll(found.included());
        return all;
    }

    /** The Bundle. Its {@code total}, links and entries come from {@code found} alone. */
    byte[] write(Found found, CursorSeal seal) {
        List<ShownItem> page = page(query, found);
        List<ShownItem> all = disclosed(query, found);
        BundleWriter bundle = new BundleWriter(publicBase, permit.person(), all);
        bundle.begin(
                query.totalled() ? OptionalLong.of(found.total()) : OptionalLong.empty(),
                Links.of(publicBase + "/" + query.type().name(), parameters(), next(found, seal)),
                all);
        boolean warned = !warnings.isEmpty() && !query.countOnly();
        if (!page.isEmpty() || warned) {
            bundle.beginEntries();
            page.forEach(item -> add(bundle, item, Mode.MATCH));
            found.included().forEach(item -> add(bundle, item, Mode.INCLUDE));
            found.entries()
                    .forEach(entry -> bundle.add(
                            publicBase + "/" + entry.type() + "/" + Crockford.encode(entry.id()),
                            query.subset().of(entry.type(), entry.json()),
                            Mode.INCLUDE));
            if (found.cut()) {
                bundle.add(CUT, Mode.OUTCOME);
            }
            if (warned) {
                warnings.forEach(warning -> bundle.add(warning.outcome(), Mode.OUTCOME));
            }
            bundle.endEntries();
        }
        return bundle.end();
    }

    private void add(BundleWriter bundle, ShownItem item, Mode mode) {
        if (query.subset().isWhole()) {
            bundle.add(item, mode);
        } else {
            bundle.add(bundle.url(item), query.subset().of(item.type(), ItemBytes.of(item, permit.person())), mode);
        }
    }

    private List<Map.Entry<String, String>> parameters() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        parameters.add(Map.entry("patient", permit.person().toString()));
        parameters.addAll(query.processed());
        return parameters;
    }

    private Optional<String> next(Found found, CursorSeal seal) {
        if (!found.more() || query.countOnly()) {
            return Optional.empty();
        }
        ShownItem last = page(query, found).getLast();
        return Optional.of(
                seal.seal(new Cursor(query.order().of(last), last.id().item())));
    }
}
