package care.weald.record.subjectaccess;

import care.weald.record.category.Category;
import care.weald.record.item.ItemBytes;
import care.weald.record.item.ShownItem;
import care.weald.record.platform.PublicBase;
import care.weald.record.subjectaccess.RequestRepository.PackFile;
import care.weald.record.subjectaccess.ReviewRepository.After;
import care.weald.record.subjectaccess.ReviewRepository.ToMake;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Makes the packs of requests that are reviewed, and erases those whose time is over. Any replica goes on with any. */
@ApplicationScoped
class PackMaker {

    private static final Logger LOG = Logger.getLogger(PackMaker.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 200;

    private final RequestRepository requests;
    private final ReviewRepository reviews;
    private final SubjectAccessConfig config;
    private final Clock clock;
    private final String publicBase;

    PackMaker(
            RequestRepository requests,
            ReviewRepository reviews,
            SubjectAccessConfig config,
            Clock clock,
            PublicBase base) {
        this.requests = requests;
        this.reviews = reviews;
        this.config = config;
        this.clock = clock;
        this.publicBase = base.url();
    }

    @Scheduled(every = "{weald.subject-access.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> work() {
        Instant now = clock.instant();
        return requests.erase(now, now.minus(config.keep()), now.minus(config.again()))
                .chain(reviews::next)
                .chain(next ->
                        next.map(this::make).orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf(
                            "event=copies-not-made kind=%s", failure.getClass().getName());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> make(ToMake next) {
        UUID job = next.request().job();
        return reviews.withheld(job)
                .chain(withheld -> items(job, After.START, new ArrayList<>())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(items -> files(next, items, withheld)))
                .chain(files -> reviews.keep(job, clock.instant(), files))
                .invoke(() -> LOG.infof("event=copy-made job=%s", job));
    }

    private Uni<List<ShownItem>> items(UUID job, After after, List<ShownItem> before) {
        return reviews.items(job, after, false, PAGE).chain(page -> {
            before.addAll(page);
            return page.size() < PAGE
                    ? Uni.createFrom().item(before)
                    : items(
                            job,
                            new After(
                                    page.getLast().category(),
                                    page.getLast().id().item()),
                            before);
        });
    }

    private List<PackFile> files(ToMake next, List<ShownItem> items, List<Judged> withheld) {
        Set<String> references = withheld.stream().map(Judged::reference).collect(Collectors.toSet());
        Redaction redaction = new Redaction(references);
        UUID person = next.request().person();
        List<Pack.Item> released = items.stream()
                .map(item -> new Pack.Item(
                        Category.of(item.category()).orElseThrow(),
                        item.organisation(),
                        item.type() + "/" + item.id(),
                        redaction.of(object(ItemBytes.of(item, person)))))
                .toList();
        Pack pack = new Pack(next.request(), redaction.of(object(next.patient())), released);
        String html = new PackPage(pack).html();
        return List.of(
                new PackFile("record.html", ("<!DOCTYPE html>" + html).getBytes(StandardCharsets.UTF_8)),
                new PackFile("record.json", new PackDocument(pack, publicBase).json()),
                new PackFile("record.pdf", Pdf.of(html)));
    }

    static ObjectNode object(byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return tree instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
