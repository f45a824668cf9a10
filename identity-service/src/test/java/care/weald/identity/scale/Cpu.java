package care.weald.identity.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** CPU time that a process and its children, also those that have ended, have used, from {@code /proc}. */
final class Cpu {

    private static final int UTIME = 11;
    private static final int TIMES = 2;
    private static final int MILLISECONDS_A_TICK = 10;

    private Cpu() {}

    /** Milliseconds. */
    static long of(ProcessHandle process) {
        return used(process.pid(), 2 * TIMES)
                + process.descendants()
                        .mapToLong(each -> used(each.pid(), TIMES))
                        .sum();
    }

    /** The first {@code times} of: user and system time of the process, the same of its children that have ended. */
    private static long used(long pid, int times) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 2));
            long ticks = 0;
            for (int i = 0; i < UTIME + times; i++) {
                String field = fields.nextToken();
                ticks += i >= UTIME ? Long.parseLong(field) : 0;
            }
            return ticks * MILLISECONDS_A_TICK;
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many processes wanted to run, over the last minute. */
    static String load() throws IOException {
        String averages = Files.readString(Path.of("/proc/loadavg"));
        return averages.substring(0, averages.indexOf(' '));
    }
}
