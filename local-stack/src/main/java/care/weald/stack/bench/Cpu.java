package care.weald.stack.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CPU time that processes and their children, also those that have ended, have used, from {@code /proc}. What the compilers
 * of virtual machines use is told apart: it is spent once, and says more of how long a process has run than of its work.
 */
final class Cpu {

    /** The name under which the compilers of all processes are. */
    static final String COMPILERS = "compilers";

    private static final int UTIME = 11;
    private static final int TIMES = 2;
    private static final int MILLISECONDS_A_TICK = 10;

    private Cpu() {}

    /** Milliseconds by name. */
    static Map<String, Long> of(Map<String, ProcessHandle> processes) {
        Map<String, Long> used = new LinkedHashMap<>();
        processes.forEach((name, process) -> {
            long compilers = compilers(process.pid());
            long all = used(Path.of("/proc/" + process.pid() + "/stat"), 2 * TIMES)
                    + process.descendants()
                            .mapToLong(each -> used(Path.of("/proc/" + each.pid() + "/stat"), TIMES))
                            .sum();
            used.put(name, all - compilers);
            used.merge(COMPILERS, compilers, Long::sum);
        });
        return used;
    }

    private static long compilers(long pid) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            long used = 0;
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).contains(" CompilerThre")) {
                    used += used(thread.resolve("stat"), TIMES);
                }
            }
            return used;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The first {@code times} of: user and system time of the process, the same of its children that have ended. */
    private static long used(Path file, int times) {
        try {
            String stat = Files.readString(file);
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
