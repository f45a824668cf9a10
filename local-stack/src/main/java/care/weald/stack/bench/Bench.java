package care.weald.stack.bench;

import care.weald.stack.AccessTokens;
import care.weald.stack.Child;
import care.weald.stack.Layout;
import care.weald.stack.Secrets;
import care.weald.stack.Service;
import care.weald.stack.StackProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens random people's records through the gateway and, in turn with it, does the same SQL through one bare hop. What
 * it prints are CPU milliseconds a request for each process and the ratio; it judges nothing.
 */
public final class Bench {

    /** Items a page in the searches. */
    static final int PAGE = 20;

    private static final String USER = "gp.bell";
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 4;
    private static final Duration ROUND = Duration.ofSeconds(Long.getLong("weald.bench.seconds", 5));
    /** The longest warm-up of a case. */
    private static final Duration WARM_UP = Duration.ofSeconds(Long.getLong("weald.bench.warm-up", 180));
    /** A round that costs less than this part of the cheapest before it shows that compilers are still at work. */
    private static final double CHEAPER = 0.97;
    /** So many rounds without a cheaper one end the warm-up. */
    private static final int CALM = 4;

    private static final boolean READS = !Boolean.getBoolean("weald.bench.only-ingest");
    private static final boolean FILES = Boolean.getBoolean("weald.bench.only-files");
    private static final String CATEGORIES = "category=cat-07&category=cat-09&category=cat-10&category=cat-16";

    private final Layout layout;
    private final PrintStream out;
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

    private record Case(String name, List<String> governed, List<String> floor) {}

    private record Sum(long requests, double seconds, Map<String, Long> cpu, Load.Outcome last) {}

    private static final Sum NOTHING = new Sum(0, 0, Map.of(), new Load.Outcome(new long[0], 0, 0));

    private Bench(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /** Runs against the stack that is up. */
    public static void run(Layout layout, PrintStream out) throws IOException, InterruptedException {
        new Bench(layout, out).run();
    }

    private void run() throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            processes.put(
                    service.label(),
                    new Child(layout, service.label())
                            .running()
                            .orElseThrow(() -> new StackProblem("The stack is not up: ./weald up")));
        }
        Path pid = layout.state().resolve("postgres/postmaster.pid");
        processes.put(
                "postgresql",
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
                        .orElseThrow());
        if (READS && !FILES) {
            reads();
        }
        if (!FILES) {
            new Ingest(layout, processes, out).run(WARM_UP.dividedBy(3));
        }
        new FileIngest(layout, processes, out).run();
    }

    private void reads() throws IOException, InterruptedException {
        int port = freePort();
        Process floor = startFloor(port);
        try {
            processes.put("floor", floor.toHandle());
            await(port);
            List<Case> cases = cases(Subject.all(layout, USER));
            warm(governed(cases.getLast()));
            for (Case each : cases) {
                compare(each, URI.create("http://localhost:" + port));
            }
        } finally {
            processes.remove("floor");
            floor.destroy();
        }
    }

    /** Compilers need their time: until they have had it, their work is most of what a process does. */
    private void warm(Load load) {
        Sum before = NOTHING;
        double cheapest = Double.MAX_VALUE;
        int calm = 0;
        while (calm < CALM && before.seconds() < WARM_UP.toSeconds()) {
            Sum after = measure(load, before);
            double cost = (double) (total(after) - total(before)) / (after.requests() - before.requests());
            calm = cost < cheapest * CHEAPER ? 0 : calm + 1;
            cheapest = Math.min(cheapest, cost);
            before = after;
        }
        out.printf(Locale.ROOT, "warmed up in %.0f s%n", before.seconds());
    }

    private static long total(Sum sum) {
        return sum.cpu().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The cheapest last: it is the one of which compilers that are still at work would be most. It is also what warms up
     * first, since its many requests bring the compilers soonest through what all reads share.
     */
    private static List<Case> cases(List<Subject> people) {
        List<String> items =
                people.stream().flatMap(person -> person.conditions().stream()).toList();
        return List.of(
                new Case(
                        "search: a person's observations, first " + PAGE,
                        people.stream()
                                .map(person -> "/fhir/Observation?_count=" + PAGE + "&patient=" + person.person())
                                .toList(),
                        people.stream()
                                .map(person -> "/search/" + patients(person) + "/Observation")
                                .toList()),
                new Case(
                        "a person's record: conditions, medicines, alerts, results",
                        people.stream()
                                .map(person -> "/fhir/Patient/" + person.person() + "/$record?" + CATEGORIES)
                                .toList(),
                        people.stream()
                                .map(person -> "/record/" + patients(person) + "/"
                                        + CATEGORIES.replace("category=", "").replace('&', ','))
                                .toList()),
                new Case(
                        "one item by id",
                        items.stream().map(id -> "/fhir/Condition/" + id).toList(),
                        items.stream()
                                .map(id -> "/item/" + Subject.number(id.substring(0, id.indexOf('.'))) + "/"
                                        + Subject.number(id.substring(id.indexOf('.') + 1)) + "/Condition")
                                .toList()));
    }

    private static String patients(Subject person) {
        return person.sourcePatients().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void compare(Case each, URI floorServer) {
        Load floor = new Load(floorServer, each.floor(), "none", CONNECTIONS);
        warm(governed(each));
        warm(floor);
        Load governed = governed(each);
        Sum above = NOTHING;
        Sum below = above;
        for (int round = 0; round < ROUNDS; round++) {
            above = measure(governed, above);
            below = measure(floor, below);
        }
        tell(each.name(), above, below);
    }

    /** With a token of its own, which outlives a warm-up and what is measured but not both. */
    private Load governed(Case each) {
        return new Load(layout.at(Service.GATEWAY), each.governed(), new AccessTokens(layout).of(USER), CONNECTIONS);
    }

    private Sum measure(Load load, Sum before) {
        Map<String, Long> began = Cpu.of(processes);
        Load.Outcome outcome = load.run(ROUND);
        Map<String, Long> ended = Cpu.of(processes);
        Map<String, Long> used = new LinkedHashMap<>();
        ended.forEach((name, value) -> used.put(
                name, value - began.getOrDefault(name, 0L) + before.cpu().getOrDefault(name, 0L)));
        return new Sum(
                before.requests() + outcome.latencies().length, before.seconds() + outcome.seconds(), used, outcome);
    }

    private void tell(String name, Sum governed, Sum floor) {
        out.printf(Locale.ROOT, "%n%s (%d connections)%n", name, CONNECTIONS);
        out.printf("  %-18s %12s %12s%n", "", "governed", "floor");
        line("requests/s", governed.requests() / governed.seconds(), floor.requests() / floor.seconds());
        line("p50 ms", governed.last().milliseconds(0.5), floor.last().milliseconds(0.5));
        line("p99 ms", governed.last().milliseconds(0.99), floor.last().milliseconds(0.99));
        line("KiB an answer", kib(governed.last()), kib(floor.last()));
        double above = 0;
        double below = 0;
        for (String process : processes.keySet()) {
            double one = (double) governed.cpu().getOrDefault(process, 0L) / governed.requests();
            double other = (double) floor.cpu().getOrDefault(process, 0L) / floor.requests();
            line(process + ", CPU ms", one, other);
            above += one;
            below += other;
        }
        line("all, CPU ms", above, below);
        line("compilers besides", compilers(governed), compilers(floor));
        out.printf(
                Locale.ROOT,
                "  governed / floor: %.2f in CPU, %.2f in requests/s%n",
                above / below,
                floor.requests() / floor.seconds() / (governed.requests() / governed.seconds()));
    }

    private static double compilers(Sum sum) {
        return (double) sum.cpu().getOrDefault(Cpu.COMPILERS, 0L) / sum.requests();
    }

    private static double kib(Load.Outcome outcome) {
        return outcome.bytes() / 1024.0 / outcome.latencies().length;
    }

    private void line(String name, double governed, double floor) {
        out.printf(Locale.ROOT, "  %-26s %8.2f %12.2f%n", name, governed, floor);
    }

    private Process startFloor(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                layout.software().resolve("local-stack.jar").toString(),
                Floor.class.getName(),
                String.valueOf(port),
                "postgresql://localhost:" + layout.postgresPort() + "/record");
        builder.environment().put("FLOOR_PASSWORD", new Secrets(layout).of("record"));
        return builder.redirectErrorStream(true)
                .redirectOutput(layout.log("floor").toFile())
                .start();
    }

    private void await(int port) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket _ = new Socket("localhost", port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new StackProblem("the floor does not start: see " + layout.log("floor"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
