package care.weald.identity.scale;

import care.weald.identity.scale.Load.Asked;
import care.weald.identity.scale.Load.Outcome;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * How fast identity-service answers over HTTP with as many people as there may be, {@link Options} say how many. Prints
 * latencies, requests a second, CPU time a request and how often the person asked for came first, for each round, and the
 * spread over the rounds. The database is loaded once and kept.
 */
public final class Scale {

    private static final int PACED_CONNECTIONS = 48;

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
            } else if (options.again()) {
                Loading.again(database, loaded);
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
        if (measure.equals("feed")) {
            feed();
            return;
        }
        Load warmUp = new Load(service.port(), callers, options.connections(), options.warm());
        long answers = warmUp.full(Asked.any(questions.of(measure))).latencies().length;
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

    /** Each round sends registrations that are new here, half of them of people who are known. They stay. */
    private void feed() throws Exception {
        Round[] rounds = new Round[options.rounds() + 1];
        for (int i = 0; i < rounds.length; i++) {
            Asked asked = Asked.once(questions.of("feed"));
            rounds[i] = round(() -> load(Feeds.SENDERS).full(asked));
            tell("feed, messages", rounds[i]);
        }
        Round[] warm = Arrays.copyOfRange(rounds, 1, rounds.length);
        System.out.printf(
                Locale.ROOT,
                "= feed: %s records/s; CPU ms a record: service %s, PostgreSQL %s%n",
                of(warm, "%.0f", one -> one.outcome().perSecond() * Feeds.RECORDS),
                of(warm, "%.2f", one -> one.service() / Feeds.RECORDS),
                of(warm, "%.2f", one -> one.postgres() / Feeds.RECORDS));
    }

    private Load load(int connections) {
        return new Load(service.port(), callers, connections, options.seconds());
    }

    private Round round(String measure, boolean isPaced) throws Exception {
        Asked asked = Asked.any(questions.of(measure));
        return round(() -> isPaced
                ? load(PACED_CONNECTIONS).paced(asked, options.rate())
                : load(options.connections()).full(asked));
    }

    private Round round(Callable<Outcome> run) throws Exception {
        long ours = Cpu.of(service.process());
        long theirs = Cpu.of(database.process());
        Outcome outcome = run.call();
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
                "%-16s p50 %.2f p95 %.2f p99 %.2f max %.2f ms; %,.0f/s; CPU ms: service %.2f, PostgreSQL %.2f; right %.2f %%, refused %d; load %s%n",
                what,
                outcome.milliseconds(0.5),
                outcome.milliseconds(0.95),
                outcome.milliseconds(0.99),
                outcome.milliseconds(1),
                outcome.perSecond(),
                round.service(),
                round.postgres(),
                100.0 * outcome.right() / outcome.latencies().length,
                outcome.refused(),
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
