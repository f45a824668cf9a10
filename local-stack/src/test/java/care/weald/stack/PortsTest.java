package care.weald.stack;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void takenPortIsNamedWithWhoHasIt() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            // When
            StackProblem problem = assertThrows(StackProblem.class, () -> Ports.mustBeFree(Map.of(port, "gateway")));

            // Then
            String words = String.valueOf(problem.getMessage());
            assertTrue(words.contains("port " + port + " (gateway)"), words);
            assertTrue(words.contains("pid " + ProcessHandle.current().pid()), words);
        }
    }

    @Test
    void freePortIsNotComplainedOf() throws IOException {
        // Given
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        // When
        boolean free = Ports.isFree(port);

        // Then
        assertTrue(free);
    }
}
