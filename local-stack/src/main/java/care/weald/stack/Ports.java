package care.weald.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the ports are free, and if not, who has them. */
final class Ports {

    private static final String LISTENING = "0A";

    private Ports() {}

    /** Says all at once which of these ports are taken, by whom, and what to do. */
    static void mustBeFree(Map<Integer, String> wanted) {
        String taken = wanted.entrySet().stream()
                .filter(entry -> !isFree(entry.getKey()))
                .map(entry -> "  port " + entry.getKey() + " (" + entry.getValue() + ") is taken by "
                        + holder(entry.getKey()).orElse("a process that cannot be told from here"))
                .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw new StackProblem("Some ports are not free:\n" + taken
                    + "\nEnd those processes, or shift all ports: WEALD_PORT_OFFSET=100 ./weald up");
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The process that listens on a port, where Linux tells. */
    static Optional<String> holder(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .flatMap(table -> inodes(table, port))
                .flatMap(inode -> owner("socket:[" + inode + "]"))
                .findFirst();
    }

    private static Stream<String> inodes(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(cells -> cells.length > 9 && cells[1].endsWith(suffix) && LISTENING.equals(cells[3]))
                    .map(cells -> cells[9]);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> owner(String socket) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), socket))
                .map(process ->
                        "pid " + process.pid() + " (" + process.info().command().orElse("unknown") + ")");
    }

    private static boolean holds(long pid, String socket) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(link -> points(link, socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean points(Path link, String target) {
        try {
            return Files.readSymbolicLink(link).toString().equals(target);
        } catch (IOException e) {
            return false;
        }
    }
}
