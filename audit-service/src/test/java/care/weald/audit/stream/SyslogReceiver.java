package care.weald.audit.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A little receiver of octet-counted syslog, which keeps what it has read to the end of a connection. */
final class SyslogReceiver implements AutoCloseable {

    private static final Pattern INDEX = Pattern.compile(" index=\"([0-9]+)\"");

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** What it does with a connection. */
    enum Behaviour {
        /** Reads it to the end and closes in answer. */
        READS,
        /** Reads some of it and breaks the connection. */
        BREAKS,
        /** Reads nothing and says nothing. */
        HANGS
    }

    /** Listens at {@code port} of the loopback address, any when it is 0. */
    SyslogReceiver(ServerSocketFactory factory, int port, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        server = factory.createServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was read so far, in its order. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** The indexes of the events among it. */
    List<Long> indexes() {
        return messages.stream()
                .map(INDEX::matcher)
                .filter(Matcher::find)
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                int _ = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try {
            switch (behaviour) {
                case READS -> {
                    List<String> read = frames(socket.getInputStream().readAllBytes());
                    messages.addAll(read);
                    socket.close();
                }
                case BREAKS -> {
                    byte[] _ = socket.getInputStream().readNBytes(100);
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case HANGS -> held.add(socket);
            }
        } catch (IOException e) {
            // a sender that breaks off has sent nothing
        }
    }

    /** Messages after their lengths; anything else between them is a failure of the one who sent it. */
    static List<String> frames(byte[] bytes) throws IOException {
        List<String> frames = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(bytes);
        int next = in.read();
        while (next >= 0) {
            StringBuilder length = new StringBuilder();
            while (next != ' ') {
                if (next < '0' || next > '9' || (length.isEmpty() && next == '0')) {
                    throw new IOException("no length");
                }
                length.append((char) next);
                next = in.read();
            }
            byte[] message = in.readNBytes(Integer.parseInt(length.toString()));
            if (message.length != Integer.parseInt(length.toString())) {
                throw new IOException("too short");
            }
            frames.add(new String(message, StandardCharsets.UTF_8));
            next = in.read();
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : held) {
            socket.close();
        }
    }
}
