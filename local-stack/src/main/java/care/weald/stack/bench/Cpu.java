package care.weald.stack.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU time that processes and their children, also those that have ended, have used, from {@code /proc}. */
final class Cpu {

    private static final int UTIME = 11;
    private static final int TIMES = 2;
    private static final int MILLISECONDS_A_TICK = 10;

    private Cpu() {}

    /** Milliseconds by name. */
    static Map<String, Long> of(Map<String, ProcessHandle> processes) {
        Map<String, Long> used = new LinkedHashMap<>();
        processes.forEach((name, process) -> used.put(
                name,
                used(process.pid(), 2 * TIMES)
                        + process.descendants()
                                .mapToLong(each -> used(each.pid(), TIMES))
                                .sum()));
        return used;
    }

    /** The first {@code times} of: user and system time of the process, the same of its children that have ended. */
    private static long used(long pid, int times) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            java.util.StringTokenizer fields = new java.util.StringTokenizer(stat.substring(stat.lastIndexOf(')') + 2));
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
}
