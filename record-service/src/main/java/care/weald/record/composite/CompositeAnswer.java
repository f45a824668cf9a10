package care.weald.record.composite;

import care.weald.record.category.Category;
import care.weald.record.composite.CompositeRepository.Found;
import care.weald.record.composite.CompositeRepository.Mention;
import care.weald.record.freshness.Standing;
import care.weald.record.freshness.Warning;
import care.weald.record.item.Disclosure;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permit;
import care.weald.record.search.BundleWriter;
import care.weald.record.search.BundleWriter.Mode;
import care.weald.record.search.Cursor;
import care.weald.record.search.CursorSeal;
import care.weald.record.search.Links;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a question about a record is answered. The same question, found the same, at the same moment has the same bytes
 * (ADR 0027).
 *
 * @param seal binds the cursors to who asked
 * @param standing how the feeds stood
 * @param at when it was asked
 */
record CompositeAnswer(
        Permit permit, CompositeQuery query, CursorSeal seal, Standing standing, Instant at, String publicBase) {

    /** The answer to the question from what was found. */
    Response of(Found found) {
        int count = query.count().orElse(Integer.MAX_VALUE);
        List<ShownItem> page =
                found.items().subList(0, Math.min(count, found.items().size()));
        Optional<String> next = found.more()
                ? Optional.of(seal.seal(
                        new Cursor(page.getLast().time(), page.getLast().id().item())))
                : Optional.empty();
        String url = publicBase + "/Patient/" + permit.person() + "/$" + permit.interaction();
        BundleWriter bundle = new BundleWriter(publicBase, permit.person(), page);
        bundle.begin(OptionalLong.empty(), Links.of(url, query.processed(), next), page);
        bundle.beginEntries();
        boolean record = "record".equals(permit.interaction());
        if (record && query.cursor().isEmpty()) {
            lists(found).forEach(list -> bundle.add("urn:uuid:" + list.id(), list.toJson()));
        }
        page.forEach(bundle::add);
        if (!record && query.asOf().isEmpty()) {
            late().forEach(warning -> bundle.add(warning.outcome(), Mode.OUTCOME));
        }
        bundle.endEntries();
        return Response.ok(bundle.end())
                .header("Weald-Entry-Offset", bundle.entryOffset())
                .header("Weald-Entries", bundle.entries())
                .header(Disclosure.HEADER, disclosure(page, found).toJson())
                .build();
    }

    /** Lists that name what is on later pages disclose that too. */
    private static Disclosure disclosure(List<ShownItem> page, Found found) {
        return found.mentions().isEmpty()
                ? Disclosure.of(page, found.withheld())
                : new Disclosure(
                        found.mentions().stream().map(Mention::category).collect(Collectors.toCollection(TreeSet::new)),
                        found.mentions().size(),
                        found.withheld(),
                        new TreeSet<>(found.organisations()));
    }

    private List<CategoryList> lists(Found found) {
        List<Mention> mentions =
                found.mentions().isEmpty() ? CompositeRepository.mentions(found.items()) : found.mentions();
        Map<String, List<Mention>> byCategory = mentions.stream().collect(Collectors.groupingBy(Mention::category));
        return List.of(Category.values()).stream()
                .filter(category ->
                        query.categories().isEmpty() || query.categories().contains(category))
                // who somebody was then, identity-service does not tell
                .filter(category -> category != Category.CAT_01 || query.asOf().isEmpty())
                .map(category -> new CategoryList(
                        category,
                        permit.person(),
                        query.asOf().orElse(at),
                        byCategory.getOrDefault(category.code(), List.of()),
                        query.asOf().isPresent()
                                ? Telling.ofThePast(category, permit)
                                : Telling.of(
                                        category,
                                        permit,
                                        standing,
                                        query.since().isPresent())))
                .toList();
    }

    /** What to say of feeds that are late with something that the caller's job role may see. */
    private List<Warning> late() {
        List<Category> open = Stream.of(Category.values())
                .filter(category -> !permit.scope().closed().contains(category))
                .toList();
        return Warning.late(standing, permit.scope().organisations(), open);
    }
}
