package care.weald.consent.decision;

import care.weald.consent.decision.Person.SourcePatient;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import care.weald.consent.token.Caller;
import com.sun.management.OperatingSystemMXBean;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a decision takes at 1,000 a second with 100,000 objections in force, 10,000 professionals and 400 partners:
 * from the question to the signed permits of two services, with the database, without HTTP and token checks; what was
 * decided is kept meanwhile. Run by hand: {@code -Dtest=DecisionBench}. It asserts nothing.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class DecisionBench {

    private static final int OBJECTIONS = 100_000;
    private static final int PROFESSIONALS = 10_000;
    private static final int PARTNERS = 400;
    private static final Set<String> SERVICES = Set.of("record-service", "audit-service");

    @Inject
    DecisionPoint point;

    @Inject
    Permits permits;

    private final Random random = new Random(20_261_122);

    @Test
    void print() throws InterruptedException {
        Database.asOwner("""
                insert into agreement select 'P' || lpad(n::text, 4, '0'), '2020-01-01', '2099-12-31', 'Partner', 'JCA',
                    '{TREAT}', true, false, '{}' from generate_series(0, ?) n on conflict do nothing""", PARTNERS - 1);
        Database.asOwner("""
                insert into objection (id, person, state, categories, valid_from)
                select gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'upheld',
                    case n % 3 when 0 then null else '{cat-20}'::text[] end, now() - interval '1 day'
                from generate_series(1, ?) n""", OBJECTIONS);
        Database.asOwner("analyze");
        long[] _ = atAThousandASecond(10_000);
        long cpu = cpuNanos();
        int decisions = 20_000;
        long[] micros = atAThousandASecond(decisions);
        Arrays.sort(micros);
        System.out.printf(
                "at 1,000/s: p50 %d us, p95 %d us, p99 %d us; CPU us a decision in this JVM: %d; kept: %s%n",
                micros[decisions / 2],
                micros[decisions * 95 / 100],
                micros[decisions * 99 / 100],
                (cpuNanos() - cpu) / 1_000 / decisions,
                Database.value("select count(*) from decision_log"));
    }

    private long[] atAThousandASecond(int decisions) throws InterruptedException {
        long[] micros = new long[decisions];
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < decisions; i++) {
                int number = i;
                Question question = question();
                long due = start + TimeUnit.MILLISECONDS.toNanos(i);
                LockSupport.parkNanos(due - System.nanoTime());
                callers.execute(() -> {
                    decide(question);
                    micros[number] = (System.nanoTime() - due) / 1_000;
                });
            }
        }
        return micros;
    }

    private void decide(Question question) {
        try {
            Map<String, String> _ = VertxContextSupport.subscribeAndAwait(
                    () -> point.decide(question).map(answer -> permits.sign(answer, SERVICES)));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Question question() {
        String organisation = "P%04d".formatted(random.nextInt(PARTNERS));
        Caller caller = new Caller(
                "professional-" + random.nextInt(PROFESSIONALS),
                "",
                organisation,
                List.of("R8000"),
                List.of("TREAT"),
                "ehr",
                "AAL2",
                Set.of());
        UUID person = new UUID(0x4000, 0x8000_0000_0000_0000L | random.nextInt(2 * OBJECTIONS));
        return new Question(
                Interaction.RECORD,
                caller,
                Map.of(),
                new Person(
                        person,
                        true,
                        false,
                        List.of(new SourcePatient(organisation, UUID.randomUUID(), true)),
                        List.of()),
                Person.NONE);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
