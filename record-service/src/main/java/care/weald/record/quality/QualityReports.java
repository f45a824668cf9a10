package care.weald.record.quality;

import care.weald.record.item.ItemId;
import care.weald.record.quality.FaultRepository.Place;
import care.weald.record.quality.FaultRepository.Tally;
import care.weald.record.quality.FaultRepository.Work;
import care.weald.record.structure.Span;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts reports and work lists together. */
@ApplicationScoped
class QualityReports {

    private final FaultRepository faults;
    private final Clock clock;

    QualityReports(FaultRepository faults, Clock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * A MeasureReport an organisation: what it had sent, and what was wrong with it, at the end of the period. The same
     * period gives the same report whenever it is asked for.
     */
    Uni<ObjectNode> reports(Optional<String> organisation, Optional<Span> period) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant from = period.map(Span::from).orElse(Instant.EPOCH);
        Instant before = period.map(Span::to).filter(end -> end.isBefore(now)).orElse(now);
        return faults.tally(organisation, before).map(tallies -> {
            Map<String, List<Tally>> byOrganisation = tallies.stream()
                    .collect(Collectors.groupingBy(Tally::organisation, TreeMap::new, Collectors.toList()));
            organisation.ifPresent(own -> byOrganisation.putIfAbsent(own, List.of()));
            ObjectNode bundle = bundle();
            bundle.put("total", byOrganisation.size());
            byOrganisation.forEach((own, found) -> add(bundle, QualityFhir.report(own, found, from, before)));
            return bundle;
        });
    }

    /** A page of Tasks; the {@code next} link is there while there are more. */
    Uni<ObjectNode> tasks(Optional<String> organisation, QualityQuery query, String self) {
        return faults.work(organisation, query.isClosed(), query.after(), query.count())
                .map(found -> {
                    boolean more = found.size() > query.count();
                    List<Work> page = more ? found.subList(0, query.count()) : found;
                    ObjectNode bundle = bundle();
                    page.forEach(work -> work.rules().forEach(rule -> add(bundle, QualityFhir.task(work, rule))));
                    if (more) {
                        link(bundle, next(page.getLast(), query, organisation, self));
                    }
                    return bundle;
                });
    }

    private static String next(Work last, QualityQuery query, Optional<String> organisation, String self) {
        return self + "?code=" + QualityFhir.CORRECT
                + "&status=" + (query.isClosed() ? "completed" : "requested")
                + organisation.map(owner -> "&owner=" + owner).orElse("")
                + "&_count=" + query.count()
                + "&_cursor="
                + QualityQuery.cursor(new Place(last.opened(), last.item().item()));
    }

    /** One Task. */
    Uni<Optional<ObjectNode>> task(ItemId item, String rule, Optional<String> organisation) {
        return faults.one(item, rule, organisation).map(work -> work.map(found -> QualityFhir.task(found, rule)));
    }

    private static ObjectNode bundle() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset");
    }

    private static void link(ObjectNode bundle, String url) {
        ArrayNode links = bundle.putArray("link");
        links.addObject().put("relation", "next").put("url", url);
    }

    private static void add(ObjectNode bundle, ObjectNode resource) {
        ObjectNode entry = bundle.withArray("/entry").addObject();
        entry.set("resource", resource);
        entry.putObject("search").put("mode", "match");
    }
}
