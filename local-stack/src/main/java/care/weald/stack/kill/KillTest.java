package care.weald.stack.kill;

import care.weald.stack.Layout;
import care.weald.stack.Service;
import care.weald.stack.Stack;
import care.weald.stack.StackProblem;
import care.weald.stack.bench.Subject;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Reads records while every process of the stack is killed in turn, and started again, as often as told. Then each answer
 * that anybody was shown, also one that broke off, must be in the audit trail once (row D5).
 */
public final class KillTest {

    private static final String USER = "gp.bell";
    private static final int READERS = 6;

    /** The provider takes long to start: it is killed once in so many rounds. */
    private static final int ROUNDS_OF_THE_PROVIDER = 4;

    private final Layout layout;
    private final Stack stack;
    private final PrintStream out;

    /**
     * How often to kill, while how much is read.
     *
     * @param kills processes killed, one after the other
     * @param disclosures answers that come whole
     */
    public record Plan(int kills, int disclosures) {

        /** What row D5 asks for. */
        public static final Plan FULL = new Plan(50, 10_000);
    }

    /**
     * The comparison of what was shown with what is in the trail.
     *
     * @param missing shown, and not in the trail
     * @param doubled requests whose disclosure is in the trail more than once
     * @param gaps numbers of the log that no event has
     */
    public record Count(long missing, long doubled, long gaps) {

        /** Nothing is missing, doubled or left out. */
        public boolean isClean() {
            return missing == 0 && doubled == 0 && gaps == 0;
        }
    }

    /** What became of it. */
    public record Outcome(int whole, int brokenOff, Count count, List<String> unproven) {

        /** Complete, nothing doubled, no gap, and a receipt for the very bytes each time. */
        public boolean isClean() {
            return count.isClean() && unproven.isEmpty();
        }
    }

    /** A test of {@code stack}, which is up; what it does is said to {@code out}. */
    public KillTest(Layout layout, Stack stack, PrintStream out) {
        this.layout = layout;
        this.stack = stack;
        this.out = out;
    }

    /** Kills and reads as {@code plan} says. */
    public Outcome run(Plan plan) throws SQLException {
        Disclosures disclosures = new Disclosures(layout, USER, paths(), plan.disclosures());
        Map<String, Integer> killed = new LinkedHashMap<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<?>> reading = Stream.<Runnable>generate(() -> disclosures::read)
                    .limit(READERS)
                    .<Future<?>>map(readers::submit)
                    .toList();
            kill(plan, disclosures, killed);
            for (Future<?> one : reading) {
                Object _ = one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        } catch (ExecutionException e) {
            throw new StackProblem("a reader gave up", e.getCause() == null ? e : e.getCause());
        }
        List<Disclosures.Shown> shown = disclosures.shown();
        int cut = (int) shown.stream().filter(one -> !one.whole()).count();
        Outcome outcome =
                new Outcome(disclosures.whole(), cut, new Trail(stack).compare(shown), disclosures.unproven());
        tell(disclosures, killed, outcome);
        return outcome;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (Subject person : Subject.all(layout, USER)) {
            paths.add("/fhir/Observation?_count=20&patient=" + person.person());
            paths.add("/fhir/Patient/" + person.person());
            paths.add("/fhir/Patient/" + person.person() + "/$record?category=cat-07&category=cat-10");
            paths.add("/fhir/Patient/" + person.person() + "/$summary");
            person.conditions().stream().limit(2).forEach(id -> paths.add("/fhir/Condition/" + id));
        }
        return paths;
    }

    /** One kill for each part of the disclosures, so that they fall all over them. */
    private void kill(Plan plan, Disclosures disclosures, Map<String, Integer> killed) throws InterruptedException {
        List<String> victims =
                new ArrayList<>(Stream.of(Service.values()).map(Service::label).toList());
        victims.add(Stack.POSTGRESQL);
        for (int i = 0; i < plan.kills(); i++) {
            while (disclosures.whole() < (long) plan.disclosures() * i / plan.kills()) {
                Thread.sleep(50);
            }
            boolean provider = i % (victims.size() * ROUNDS_OF_THE_PROVIDER) == victims.size() * 2;
            String victim = provider ? Stack.KEYCLOAK : victims.get(i % victims.size());
            stack.kill(victim);
            Thread.sleep(200);
            stack.revive(victim);
            killed.merge(victim, 1, Integer::sum);
        }
    }

    private void tell(Disclosures disclosures, Map<String, Integer> killed, Outcome outcome) {
        out.printf(Locale.ROOT, "%nkilled: %s%n", killed);
        out.printf(
                Locale.ROOT,
                "answers: %d whole, %d broken off, %d refused, %d connections lost%n",
                outcome.whole(),
                outcome.brokenOff(),
                disclosures.refused(),
                disclosures.broken());
        out.printf(
                Locale.ROOT,
                "in the trail: %d missing, %d doubled, %d gaps; %d without a receipt for their bytes%n",
                outcome.count().missing(),
                outcome.count().doubled(),
                outcome.count().gaps(),
                outcome.unproven().size());
        out.println(outcome.isClean() ? "complete, and nothing twice" : "NOT complete");
    }
}
