package care.weald.identity.scale;

import care.weald.identity.scale.Load.Outcome;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How fast identity-service answers over HTTP with as many people as there may be, {@link Options} say how many. Prints
 * latencies, requests a second, CPU time a request and how often the person asked for came first, for each round, and the
 * spread over the rounds. The database is loaded once and kept.
 */
public final class Scale {

    private static final int PACED_CONNECTIONS = 48;
    private static final int WARM_UP = 12;

    private final Options options;
    private final Database database;
    private final ServiceProcess service;
    private final Questions questions;
    private final Callers callers = new Callers();

    private Scale(Options options, Database database, ServiceProcess service) {
        this.options = options;
        this.database = database;
        this.service = service;
        this.questions = new Questions(options.people());
    }

    /** One round; CPU in milliseconds a request. */
    private record Round(Outcome outcome, double service, double postgres, String load) {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        AmazonCorrettoCryptoProvider.install();
        try (Database database = Database.start(options.data(), options.serverSettings())) {
            int loaded = database.people();
            if (loaded == 0) {
                Loading.run(database, options.people());
            } else if (loaded != options.people()) {
                throw new IllegalArgumentException("there are " + loaded + " people in " + options.data());
            }
            try (ServiceProcess service =
                    new ServiceProcess(options, database, options.data().resolveSibling("identity-service.log"))) {
                Scale scale = new Scale(options, database, service);
                for (String measure : options.measures()) {
                    scale.measure(measure);
                }
            }
        }
    }

    private void measure(String measure) throws Exception {
        Load warmUp = new Load(service.port(), callers, options.connections(), WARM_UP);
        long answers = warmUp.full(questions.of(measure)).latencies().length;
        System.out.printf(Locale.ROOT, "%s, warming up: %,d answers%n", measure, answers);
        Round[] paced = new Round[options.rounds()];
        Round[] full = new Round[options.rounds()];
        for (int i = 0; i < options.rounds(); i++) {
            paced[i] = round(measure, true);
            tell(measure + ", " + options.rate() + "/s", paced[i]);
            full[i] = round(measure, false);
            tell(measure + ", full", full[i]);
        }
        spread(measure + ", " + options.rate() + "/s", paced);
        spread(measure + ", full", full);
    }

    private Round round(String measure, boolean isPaced) throws Exception {
        List<Question> asked = questions.of(measure);
        int connections = isPaced ? PACED_CONNECTIONS : options.connections();
        Load load = new Load(service.port(), callers, connections, options.seconds());
        long ours = Cpu.of(service.process());
        long theirs = Cpu.of(database.process());
        Outcome outcome = isPaced ? load.paced(asked, options.rate()) : load.full(asked);
        double many = outcome.latencies().length;
        return new Round(
                outcome,
                (Cpu.of(service.process()) - ours) / many,
                (Cpu.of(database.process()) - theirs) / many,
                Cpu.load());
    }

    private static void tell(String what, Round round) {
        Outcome outcome = round.outcome();
        System.out.printf(
                Locale.ROOT,
                "%-16s p50 %.2f p95 %.2f p99 %.2f max %.2f ms; %,.0f/s; CPU ms: service %.2f, PostgreSQL %.2f; right %.2f %%; load %s%n",
                what,
                outcome.milliseconds(0.5),
                outcome.milliseconds(0.95),
                outcome.milliseconds(0.99),
                outcome.milliseconds(1),
                outcome.perSecond(),
                round.service(),
                round.postgres(),
                100.0 * outcome.right() / outcome.latencies().length,
                round.load());
    }

    /** Lowest, median and highest of the rounds. */
    private static void spread(String what, Round[] rounds) {
        System.out.printf(
                Locale.ROOT,
                "= %-14s p50 %s p99 %s ms; %s /s; CPU ms: service %s, PostgreSQL %s%n",
                what,
                of(rounds, "%.2f", round -> round.outcome().milliseconds(0.5)),
                of(rounds, "%.2f", round -> round.outcome().milliseconds(0.99)),
                of(rounds, "%.0f", round -> round.outcome().perSecond()),
                of(rounds, "%.2f", Round::service),
                of(rounds, "%.2f", Round::postgres));
    }

    private static String of(Round[] rounds, String format, java.util.function.ToDoubleFunction<Round> figure) {
        double[] sorted = Arrays.stream(rounds).mapToDouble(figure).sorted().toArray();
        String form = format + "|" + format + "|" + format;
        return String.format(Locale.ROOT, form, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
