package care.weald.audit.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A receiver of syslog over TLS (RFC 5425), or over plain TCP beside this service. Syslog has no acknowledgement, so each
 * lot has a connection of its own: it ends with our closing, and counts as sent when the receiver, having read to that
 * end, closes in answer (RFC 5425 section 4.4). One that breaks before is none.
 */
final class SyslogDestination implements Destination {

    /** More than a receiver has to say to what takes no answer. */
    private static final int MOST_ANSWER = 4096;

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final InetSocketAddress receiver;
    private final SyslogMessage form;
    private final Security security;
    private final Duration timeout;
    private final Vertx vertx;

    /** How a connection is secured. */
    sealed interface Security {

        /** By what {@code context} gives each time, so that a renewed certificate is used. */
        record Tls(Callable<SSLContext> context) implements Security {}

        /** Not at all. */
        record None() implements Security {}
    }

    SyslogDestination(
            InetSocketAddress receiver, SyslogMessage form, Security security, Duration timeout, Vertx vertx) {
        this.receiver = receiver;
        this.form = form;
        this.security = security;
        this.timeout = timeout;
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public Uni<Void> send(List<Notice> notices) {
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.executeBlocking(() -> deliver(notices), false).toCompletionStage())
                .replaceWithVoid();
    }

    /** Blocks, at most for the time that a receiver may take: then its socket is closed under it. */
    private int deliver(List<Notice> notices) throws Exception {
        byte[] frames = form.frames(notices);
        try (Socket socket = new Socket()) {
            long timer = vertx.setTimer(timeout.toMillis(), _ -> close(socket));
            try {
                socket.connect(
                        new InetSocketAddress(receiver.getHostString(), receiver.getPort()),
                        Math.toIntExact(timeout.toMillis()));
                switch (security) {
                    case Security.None _ -> converse(socket, frames);
                    case Security.Tls tls -> secure(tls, socket, frames);
                }
            } finally {
                vertx.cancelTimer(timer);
            }
        }
        return notices.size();
    }

    private void secure(Security.Tls tls, Socket plain, byte[] frames) throws Exception {
        try (SSLSocket socket = (SSLSocket) tls.context()
                .call()
                .getSocketFactory()
                .createSocket(plain, receiver.getHostString(), receiver.getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            converse(socket, frames);
            mustHaveEnded(plain);
        }
    }

    /** Who closes before all was read breaks the connection beneath, which TLS alone does not tell. */
    private static void mustHaveEnded(Socket plain) throws IOException {
        if (!plain.isClosed() && plain.getInputStream().read() >= 0) {
            throw new IOException("the receiver goes on after its end");
        }
    }

    private static void converse(Socket socket, byte[] frames) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(frames);
        out.flush();
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[MOST_ANSWER];
        int read = 0;
        while (read >= 0) {
            read = in.read(answer);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }
}
