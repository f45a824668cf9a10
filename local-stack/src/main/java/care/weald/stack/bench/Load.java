package care.weald.stack.bench;

import care.weald.stack.StackProblem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** Asks a server for random ones of some paths, over several connections, for a while. */
record Load(URI server, List<String> paths, String token, int connections) {

    /** What came of it; latencies in nanoseconds, sorted; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(long[] latencies, long bytes, double seconds) {

        double perSecond() {
            return latencies.length / seconds;
        }

        double milliseconds(double quantile) {
            int index = (int) Math.min(latencies.length - 1L, Math.round(latencies.length * quantile));
            return latencies[index] / 1e6;
        }
    }

    private record Part(List<Long> latencies, long bytes) {}

    Outcome run(Duration length) {
        long began = System.nanoTime();
        long end = began + length.toNanos();
        try (ExecutorService workers = Executors.newFixedThreadPool(connections)) {
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(workers.submit(() -> ask(end)));
            }
            List<Long> all = new ArrayList<>();
            long bytes = 0;
            for (Future<Part> part : parts) {
                all.addAll(part.get().latencies());
                bytes += part.get().bytes();
            }
            long[] sorted = all.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            return new Outcome(sorted, bytes, (System.nanoTime() - began) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        } catch (ExecutionException e) {
            throw new StackProblem("a request failed", e.getCause() == null ? e : e.getCause());
        }
    }

    private Part ask(long end) throws IOException {
        List<Long> latencies = new ArrayList<>();
        long bytes = 0;
        try (Wire wire = new Wire(server)) {
            while (System.nanoTime() < end) {
                String path = paths.get(ThreadLocalRandom.current().nextInt(paths.size()));
                long sent = System.nanoTime();
                bytes += wire.get(path, token);
                latencies.add(System.nanoTime() - sent);
            }
        }
        return new Part(latencies, bytes);
    }
}
