package care.weald.record.search;

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

/** The answer to a search. Where the whole of each item is wanted nothing is parsed. */
final class SearchBundle {

    private static final byte[] CUT = ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\","
                    + "\"code\":\"incomplete\",\"diagnostics\":\"Not all that was to be included is on this page; "
                    + "ask for fewer items a page\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    private SearchBundle() {}

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
    static byte[] write(String publicBase, Permit permit, SearchQuery query, Found found, CursorSeal seal) {
        List<ShownItem> page = page(query, found);
        List<ShownItem> all = disclosed(query, found);
        BundleWriter bundle = new BundleWriter(publicBase, permit.person(), all);
        bundle.begin(
                query.totalled() ? OptionalLong.of(found.total()) : OptionalLong.empty(),
                Links.of(publicBase + "/" + query.type().name(), parameters(permit, query), next(query, found, seal)),
                all);
        if (!page.isEmpty()) {
            bundle.beginEntries();
            page.forEach(item -> add(bundle, permit, query, item, Mode.MATCH));
            found.included().forEach(item -> add(bundle, permit, query, item, Mode.INCLUDE));
            found.entries()
                    .forEach(entry -> bundle.add(
                            publicBase + "/" + entry.type() + "/" + Crockford.encode(entry.id()),
                            query.subset().of(entry.type(), entry.json()),
                            Mode.INCLUDE));
            if (found.cut()) {
                bundle.add(CUT, Mode.OUTCOME);
            }
            bundle.endEntries();
        }
        return bundle.end();
    }

    private static void add(BundleWriter bundle, Permit permit, SearchQuery query, ShownItem item, Mode mode) {
        if (query.subset().isWhole()) {
            bundle.add(item, mode);
        } else {
            bundle.add(bundle.url(item), query.subset().of(item.type(), ItemBytes.of(item, permit.person())), mode);
        }
    }

    private static List<Map.Entry<String, String>> parameters(Permit permit, SearchQuery query) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        parameters.add(Map.entry("patient", permit.person().toString()));
        parameters.addAll(query.processed());
        return parameters;
    }

    private static Optional<String> next(SearchQuery query, Found found, CursorSeal seal) {
        if (!found.more() || query.countOnly()) {
            return Optional.empty();
        }
        ShownItem last = page(query, found).getLast();
        return Optional.of(
                seal.seal(new Cursor(query.order().of(last), last.id().item())));
    }
}
