package care.weald.identity.scale;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Asks the service over several connections for a while. */
record Load(int port, Callers callers, int connections, int seconds) {

    /** What came of it; latencies in nanoseconds, sorted; refused: 503; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(long[] latencies, long right, long refused, double seconds) {

        double perSecond() {
            return latencies.length / seconds;
        }

        double milliseconds(double quantile) {
            int index = (int) Math.min(latencies.length - 1L, Math.round(latencies.length * quantile));
            return latencies[index] / 1e6;
        }
    }

    private record Part(List<Long> latencies, long right, long refused) {}

    /** Gives the questions; none left when it gives nothing. */
    interface Asked {
        Optional<Question> next();

        /** Random ones of {@code questions}, any number of times. */
        static Asked any(List<Question> questions) {
            return () -> Optional.of(questions.get(ThreadLocalRandom.current().nextInt(questions.size())));
        }

        /** Each of {@code questions} once. */
        static Asked once(List<Question> questions) {
            Queue<Question> left = new ConcurrentLinkedQueue<>(questions);
            return () -> Optional.ofNullable(left.poll());
        }
    }

    private interface Turn {
        /** Waits for the time of the next request and gives it; none left when it is negative. */
        long next();
    }

    /** As fast as the service answers: each connection asks again when it has its answer. */
    Outcome full(Asked questions) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return run(questions, () -> System.nanoTime() < end ? System.nanoTime() : -1);
    }

    /**
     * {@code rate} requests a second, whatever the service does. A latency counts from the moment when the request was due,
     * so that waiting for a free connection counts too.
     */
    Outcome paced(Asked questions, int rate) throws InterruptedException, ExecutionException {
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        AtomicLong turns = new AtomicLong();
        return run(questions, () -> {
            long turn = turns.getAndIncrement();
            if (turn >= (long) rate * seconds) {
                return -1;
            }
            long due = start + turn * step;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        });
    }

    private Outcome run(Asked questions, Turn turn) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(connections)) {
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(workers.submit(() -> ask(questions, turn)));
            }
            List<Long> all = new ArrayList<>();
            long right = 0;
            long refused = 0;
            for (Future<Part> part : parts) {
                all.addAll(part.get().latencies());
                right += part.get().right();
                refused += part.get().refused();
            }
            long[] sorted = all.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            return new Outcome(sorted, right, refused, (System.nanoTime() - began) / 1e9);
        }
    }

    private Part ask(Asked questions, Turn turn) throws IOException {
        List<Long> latencies = new ArrayList<>();
        long right = 0;
        long refused = 0;
        try (Wire wire = new Wire(port)) {
            Optional<Question> next = questions.next();
            for (long due = turn.next(); due >= 0 && next.isPresent(); due = turn.next()) {
                Question question = next.get();
                String answer = wire.ask(question.head(callers), question.body());
                latencies.add(System.nanoTime() - due);
                right += question.isRight(answer) ? 1 : 0;
                refused += answer.isEmpty() ? 1 : 0;
                next = questions.next();
            }
        }
        return new Part(latencies, right, refused);
    }
}
