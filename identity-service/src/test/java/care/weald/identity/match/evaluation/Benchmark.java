package care.weald.identity.match.evaluation;

import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Speed of matching in memory. Arguments: how many people. Prints the time to rank a query (keys, candidates, scores, grades)
 * on one and on two threads, the spread over repetitions, and the time of a whole de-duplication with two workers.
 */
public final class Benchmark {

    private static final int QUERIES = 4_000;
    private static final int ROUNDS = 5;

    private final Matcher matcher;
    private final MemoryIndex index;
    private final List<Demographics> queries = new ArrayList<>();

    private Benchmark(int people) {
        SplittableRandom random = new SplittableRandom(77);
        Clerk clerk = new Clerk(78);
        this.matcher = new Matcher(Model.shipped(), people);
        this.index = MemoryIndex.of(() -> new Population(79)
                .people(people)
                .map(person -> {
                    if (random.nextInt(people) < QUERIES) {
                        queries.add(clerk.register(person).demographics());
                    }
                    return Registration.of(person).demographics();
                })
                .iterator());
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        int people = Integer.parseInt(args[0]);
        long start = System.nanoTime();
        Benchmark benchmark = new Benchmark(people);
        System.out.printf(
                Locale.ROOT,
                "index of %,d people, %,d keys: %.1f s, %,d MiB%n",
                people,
                benchmark.index.keys().size(),
                since(start),
                used());
        benchmark.ranking(1);
        benchmark.ranking(2);
        benchmark.deduplication();
    }

    private void ranking(int threads) throws Exception {
        double[] rates = new double[ROUNDS];
        long[] times = new long[0];
        double busy = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long before = cpu();
            times = round(threads);
            busy = (double) (cpu() - before) / times.length;
            rates[round] = times.length / since(start);
        }
        Arrays.sort(times);
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "rank, %d thread(s): %.0f us on CPU a query, p50 %.0f us, p99 %.0f us, %,.0f queries/s (%,.0f to %,.0f over %d rounds)%n",
                threads,
                busy / 1e3,
                times[times.length / 2] / 1e3,
                times[times.length * 99 / 100] / 1e3,
                rates[ROUNDS / 2],
                rates[0],
                rates[ROUNDS - 1],
                ROUNDS);
    }

    private long[] round(int threads) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<long[]>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                parts.add(workers.submit(this::queries));
            }
            long[] all = new long[0];
            for (Future<long[]> part : parts) {
                long[] more = part.get();
                int old = all.length;
                all = Arrays.copyOf(all, old + more.length);
                System.arraycopy(more, 0, all, old, more.length);
            }
            return all;
        }
    }

    private long[] queries() {
        long[] times = new long[queries.size()];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            int found = index.match(queries.get(i), matcher).size();
            times[i] = System.nanoTime() - start + (found < 0 ? 1 : 0);
        }
        return times;
    }

    private void deduplication() throws Exception {
        long start = System.nanoTime();
        long busyBefore = cpu();
        Bulk bulk = new Bulk(index, matcher);
        double ready = since(start);
        long[] counts = bulk.run(2);
        double all = since(start);
        double busy = (cpu() - busyBefore) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "de-duplication, 2 workers: %.1f s (%.1f s on CPU, %.1f s to turn the keys round), %,d pairs met, %,d scored, %,d not certainly "
                        + "different, %.0f ns on CPU a pair%n",
                all,
                busy,
                ready,
                counts[0],
                counts[1],
                counts[2],
                busy * 1e9 / Math.max(1, counts[0]));
        System.out.printf(
                Locale.ROOT, "goal 120 s: ratio %.2f; largest block %d%n", all / 120, BlockKeys.LARGEST_BLOCK);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long used() {
        Runtime.getRuntime().gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
