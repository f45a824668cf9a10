package care.weald.audit.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Runs the rules over what has come into the log, every few seconds, in the order of the log. Of all replicas one at a
 * time has the turn, step by step; each rule keeps its own mark, so one that fails stops no other and goes on where it
 * was. It reads what is committed and holds nothing that an append waits for.
 */
@ApplicationScoped
public class Watcher {

    private static final String COPY = "copy";
    private static final Logger LOG = Logger.getLogger(Watcher.class);

    private final WatchStore store;
    private final Rules rules;
    private final WatchConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicReference<Double> behind = new AtomicReference<>(0.0);
    private final AtomicReference<Double> unhurried = new AtomicReference<>(0.0);

    /** How many events a step takes at once that failed with more: a stretch that takes too long gets shorter. */
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

    Watcher(WatchStore store, Rules rules, WatchConfig config, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        meters.gauge("weald.audit.watch.behind.seconds", behind, AtomicReference::get);
        meters.gauge("weald.audit.watch.unhurried.behind.seconds", unhurried, AtomicReference::get);
    }

    /** One turn. A failure is in the log, and the next turn tries again. */
    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return config.enabled() ? pass(clock.instant(), false).replaceWithVoid() : look(clock.instant());
    }

    /**
     * Takes in what has come and runs the rules that are due; {@code all} runs those too that are not. The item is how
     * many alerts were made. Does not fail.
     */
    Uni<Integer> pass(Instant now, boolean all) {
        return store.copy(size(COPY))
                .invoke(() -> went(COPY))
                .chain(copied -> copied.map(until -> run(until, now, all))
                        .orElseGet(() -> Uni.createFrom().item(0)))
                .onFailure()
                .recoverWithItem(failure -> failed(COPY, failure))
                .call(() -> look(now));
    }

    /** How far behind the watch is: asked also by who does not watch, and when a step has failed. */
    private Uni<Void> look(Instant now) {
        return store.behind(now)
                .invoke(found -> {
                    behind.set(found.urgent());
                    unhurried.set(found.unhurried());
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    int _ = failed("behind", failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private int size(String step) {
        return sizes.getOrDefault(step, config.batch());
    }

    private void went(String step) {
        sizes.computeIfPresent(step, (_, size) -> size * 2 >= config.batch() ? null : size * 2);
    }

    private Uni<Integer> run(long copied, Instant now, boolean all) {
        return rules.all()
                .chain(list -> Multi.createFrom()
                        .iterable(list)
                        .filter(rule -> rule.enabled() && (all || isDue(rule, now)))
                        .onItem()
                        .transformToUniAndConcatenate(
                                rule -> run(rule, new WatchStore.Stretch(size(rule.id()), copied, now)))
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    private boolean isDue(Rule rule, Instant now) {
        return rule.urgent() || Duration.between(rule.ran(), now).compareTo(config.unhurried()) >= 0;
    }

    private Uni<Integer> run(Rule rule, WatchStore.Stretch stretch) {
        return store.run(rule, stretch)
                .invoke(() -> went(rule.id()))
                .map(made -> made.orElse(0))
                .invoke(made -> meters.counter(
                                "weald.audit.watch.alerts", "rule", rule.id(), "severity", rule.severity())
                        .increment(made))
                .onFailure()
                .recoverWithItem(failure -> failed(rule.id(), failure));
    }

    private Integer failed(String step, Throwable failure) {
        sizes.put(step, Math.max(1, size(step) / 2));
        LOG.errorf(
                "event=watch-failed step=%s cause=%s", step, failure.getClass().getName());
        return 0;
    }
}
