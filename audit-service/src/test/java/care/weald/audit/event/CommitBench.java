package care.weald.audit.event;

import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.event.EventRecorder.Recorded;
import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import com.sun.management.OperatingSystemMXBean;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Prints durable events a second, and how long one takes at 1,000 a second: from the event's facts to its signed
 * receipt, without HTTP and token checks. Run by hand: {@code -Dtest=CommitBench}. It asserts nothing.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class CommitBench {

    private static final Admitted DOCTOR = new Admitted(Given.DOCTOR, Given.permit(Given.PERSON));

    private static final PostedEvent EVENT = Given.event(Events.read(Events.uuid7()));

    @Inject
    EventRecorder recorder;

    @Test
    void print() throws Exception {
        double _ = asManyAsGoes(8);
        long cpu = cpuNanos();
        long before = count();
        double perSecond = asManyAsGoes(5);
        System.out.printf(
                "durable events/s: %.0f, CPU us an event in this JVM: %d%n",
                perSecond, (cpuNanos() - cpu) / 1_000 / (count() - before));
        long[] micros = atAThousandASecond(5_000);
        Arrays.sort(micros);
        System.out.printf(
                "at 1,000/s: p50 %d us, p95 %d us, p99 %d us%n",
                micros[micros.length / 2], micros[micros.length * 95 / 100], micros[micros.length * 99 / 100]);
    }

    private double asManyAsGoes(int seconds) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 512; i++) {
                callers.execute(() -> {
                    while (System.nanoTime() < end) {
                        done.addAndGet(record() instanceof Recorded.Done ? 1 : 0);
                    }
                });
            }
        }
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    private long[] atAThousandASecond(int events) throws InterruptedException {
        long[] micros = new long[events];
        Semaphore running = new Semaphore(0);
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < events; i++) {
                int number = i;
                long due = start + TimeUnit.MILLISECONDS.toNanos(i);
                LockSupport.parkNanos(due - System.nanoTime());
                callers.execute(() -> {
                    Recorded _ = record();
                    micros[number] = (System.nanoTime() - due) / 1_000;
                    running.release();
                });
            }
            running.acquire(events);
        }
        return micros;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long count() throws SQLException {
        return Database.number("select next_index from log_head");
    }

    private Recorded record() {
        PostedEvent event = new PostedEvent(
                Events.uuid7(),
                EVENT.subtype(),
                EVENT.action(),
                EVENT.outcome(),
                EVENT.request(),
                EVENT.reported(),
                EVENT.disclosure(),
                EVENT.bodyHash(),
                EVENT.status());
        return recorder.record(DOCTOR, event).await().indefinitely();
    }
}
