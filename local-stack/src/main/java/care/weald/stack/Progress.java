package care.weald.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says at the terminal what is going on, each step with its seconds. */
final class Progress {

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Does a step and says how long it took. */
    void step(String words, Runnable work) {
        Instant began = Instant.now();
        work.run();
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        synchronized (this) {
            out.printf(Locale.ROOT, "  %-58s %6.1f s%n", words, seconds);
            out.flush();
        }
    }

    /** Says something. */
    synchronized void say(String words) {
        out.println(words);
        out.flush();
    }
}
