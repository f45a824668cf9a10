package care.weald.identity.duplicate;

import static care.weald.identity.samples.Imports.over;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.population.Clerk;
import care.weald.identity.population.Person;
import care.weald.identity.population.Population;
import care.weald.identity.population.RegistrationFhir;
import care.weald.identity.samples.Calls;
import care.weald.identity.samples.Stewards;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.sun.management.OperatingSystemMXBean;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What a file and a search cost a registration. Asserts no time; runs only when asked for, with a number of people. */
@QuarkusTest
@EnabledIfEnvironmentVariable(named = "BULK_PEOPLE", matches = "[0-9]+")
@TestProfile(DuplicateTest.Linking.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SpeedTest {

    private static final Logger LOG = Logger.getLogger(SpeedTest.class);

    @Inject
    Pool pool;

    @Inject
    Deduplicator deduplicator;

    /** CPU time in milliseconds: this process with the service and the test in it, and the database. */
    private record Cpu(long service, long database) {

        static Cpu now() {
            long own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                long database = processes
                        .filter(process -> process.toString().matches("/proc/[0-9]+"))
                        .mapToLong(Cpu::ofDatabase)
                        .sum();
                return new Cpu(own / 1_000_000, database);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long ofDatabase(Path process) {
            try {
                String stat = Files.readString(process.resolve("stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                boolean ours = stat.contains("(postgres)")
                        && Files.readString(process.resolve("cmdline")).contains("identity");
                return ours ? 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) : 0;
            } catch (IOException e) {
                return 0;
            }
        }
    }

    private static void tell(String what, int many, Cpu from, long begun) {
        Cpu to = Cpu.now();
        LOG.infof(
                "event=measured what=%s count=%d serviceMicros=%d databaseMicros=%d elapsedMs=%d",
                what,
                many,
                1_000 * (to.service() - from.service()) / many,
                1_000 * (to.database() - from.database()) / many,
                (System.nanoTime() - begun) / 1_000_000);
    }

    @Test
    void aFileAndASearch() throws IOException, InterruptedException {
        int people = Integer.parseInt(Objects.requireNonNull(System.getenv("BULK_PEOPLE")));
        Clerk clerk = new Clerk(77);
        List<String> lines = new ArrayList<>();
        for (Person person : new Population(77).people(people).toList()) {
            lines.add(RegistrationFhir.line(clerk.register(person), "s" + lines.size()));
        }
        Cpu before = Cpu.now();
        long begun = System.nanoTime();

        String job = taken(lines);
        tell("intake", lines.size(), before, begun);
        assertEquals("done", over("KZ500", job).getString("status"));
        tell("file", lines.size(), before, begun);

        Cpu between = Cpu.now();
        long again = System.nanoTime();
        given().header("Authorization", "Bearer " + Stewards.caller("KZ001", "R0260"))
                .header("Weald-Permit", Stewards.permit("KZ001", "R0260", "steward"))
                .post("/deduplications")
                .then()
                .statusCode(202);
        deduplicator.run().await().indefinitely();
        tell("search", alone(), between, again);
    }

    /** A client that does not look at what it sends. */
    private static String taken(List<String> lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/imports"))
                .header("Authorization", "Bearer " + Calls.system("KZ500"))
                .header("Weald-Permit", Calls.feedPermit("KZ500"))
                .header("Content-Type", "application/fhir+ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new JsonPath(answer).getString("job");
        }
    }

    private int alone() {
        return pool.query("select sum(compared)::int from deduplication")
                .executeAndAwait()
                .iterator()
                .next()
                .getInteger(0);
    }
}
