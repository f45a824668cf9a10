package care.weald.stack.bench;

import care.weald.stack.AccessTokens;
import care.weald.stack.Json;
import care.weald.stack.Layout;
import care.weald.stack.Partners;
import care.weald.stack.Samples;
import care.weald.stack.Service;
import care.weald.stack.StackProblem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Feeds people whom nobody has sent before through the gateway, from one sender and from several at once, each with
 * people of its own. Messages and access tokens are made before the clock starts.
 */
final class Ingest {

    private static final int SENDERS = 4;
    private static final int ROUNDS = 3;

    private final Layout layout;
    private final Map<String, ProcessHandle> processes;
    private final PrintStream out;

    Ingest(Layout layout, Map<String, ProcessHandle> processes, PrintStream out) {
        this.layout = layout;
        this.processes = processes;
        this.out = out;
    }

    /** A message ready to be sent; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Message(String token, byte[] json, int resources) {}

    private record Sum(int resources, double seconds, List<Long> latencies, Map<String, Long> cpu) {}

    /** Warms up for about as long as told, then measures one sender and several. */
    void run(Duration warmUp) {
        long end = System.nanoTime() + warmUp.toNanos();
        do {
            Sum _ = measure(SENDERS, 1);
        } while (System.nanoTime() < end);
        tell(1, measure(1, ROUNDS));
        tell(SENDERS, measure(SENDERS, ROUNDS));
    }

    private Sum measure(int senders, int rounds) {
        int resources = 0;
        double seconds = 0;
        List<Long> latencies = new ArrayList<>();
        Map<String, Long> cpu = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            List<List<Message>> people = people(senders);
            Map<String, Long> began = Cpu.of(processes);
            long start = System.nanoTime();
            latencies.addAll(send(people));
            seconds += (System.nanoTime() - start) / 1e9;
            Cpu.of(processes).forEach((name, used) -> cpu.merge(name, used - began.getOrDefault(name, 0L), Long::sum));
            resources += people.stream()
                    .flatMap(List::stream)
                    .mapToInt(Message::resources)
                    .sum();
        }
        return new Sum(resources, seconds, latencies, cpu);
    }

    /** For each sender the sample people under other numbers; what is about no patient has been sent already. */
    private List<List<Message>> people(int senders) {
        Map<String, String> tokens = new LinkedHashMap<>();
        AccessTokens keycloak = new AccessTokens(layout);
        Partners.organisations().stream()
                .filter(organisation -> !Samples.messages(organisation.code()).isEmpty())
                .forEach(organisation -> tokens.put(organisation.code(), keycloak.of(organisation.client())));
        List<List<Message>> all = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            Newcomers newcomers = new Newcomers();
            List<Message> own = new ArrayList<>();
            tokens.forEach((organisation, token) -> Samples.messages(organisation).stream()
                    .filter(message -> message.contains("\"resourceType\":\"Patient\""))
                    .map(message -> message(token, newcomers.rewritten(message)))
                    .forEach(own::add));
            all.add(own);
        }
        return all;
    }

    private static Message message(String token, String json) {
        JsonNode entries = Json.read(json).path("entry");
        return new Message(token, json.getBytes(StandardCharsets.UTF_8), entries.size());
    }

    private List<Long> send(List<List<Message>> people) {
        URI gateway = layout.at(Service.GATEWAY);
        try (ExecutorService senders = Executors.newFixedThreadPool(people.size())) {
            List<Future<List<Long>>> parts = people.stream()
                    .map(messages -> senders.submit(() -> send(gateway, messages)))
                    .toList();
            List<Long> latencies = new ArrayList<>();
            for (Future<List<Long>> part : parts) {
                latencies.addAll(part.get());
            }
            return latencies;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        } catch (ExecutionException e) {
            throw new StackProblem("a message was not taken", e.getCause() == null ? e : e.getCause());
        }
    }

    private static List<Long> send(URI gateway, List<Message> messages) throws IOException {
        List<Long> latencies = new ArrayList<>();
        try (Wire wire = new Wire(gateway)) {
            for (Message message : messages) {
                long sent = System.nanoTime();
                long _ = wire.post("/fhir", message.token(), message.json());
                latencies.add(System.nanoTime() - sent);
            }
        }
        return latencies;
    }

    private void tell(int senders, Sum sum) {
        long[] sorted = sum.latencies().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        Load.Outcome outcome = new Load.Outcome(sorted, 0, sum.seconds());
        out.printf(
                Locale.ROOT,
                "%ningest, %d sender%s: %.0f resources/s (%d resources in %d messages; a message: p50 %.0f ms, p99 %.0f ms)%n",
                senders,
                senders == 1 ? "" : "s",
                sum.resources() / sum.seconds(),
                sum.resources(),
                sorted.length,
                outcome.milliseconds(0.5),
                outcome.milliseconds(0.99));
        double all = 0;
        for (Map.Entry<String, Long> each : sum.cpu().entrySet()) {
            double one = (double) each.getValue() / sum.resources();
            all += one;
            line(each.getKey(), one);
        }
        line("all", all);
    }

    private void line(String name, double milliseconds) {
        out.printf(Locale.ROOT, "  %-26s %8.3f CPU ms a resource%n", name, milliseconds);
    }
}
