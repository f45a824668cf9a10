package care.weald.stack.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive HTTP/1.1 connection that costs the machine as little as can be, so that it measures others. */
final class Wire implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;
    private final byte[] sink = new byte[BUFFER];

    Wire(URI server) throws IOException {
        this.host = server.getHost() + ":" + server.getPort();
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /** Sends a GET and reads the whole answer; returns the body's bytes. Anything but 200 fails. */
    long get(String path, String token) throws IOException {
        out.write(("GET " + head(path, token) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return answer();
    }

    /** Sends a POST of FHIR JSON, the same otherwise. */
    long post(String path, String token, byte[] body) throws IOException {
        String request = "POST " + head(path, token) + "Content-Type: application/fhir+json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return answer();
    }

    private String head(String path, String token) {
        return path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                + "\r\nAccept: application/fhir+json\r\n";
    }

    private long answer() throws IOException {
        String status = line();
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without Content-Length: " + status);
        }
        skip(length);
        if (!status.contains(" 200 ")) {
            throw new IOException(status);
        }
        return length;
    }

    private void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            int read = in.read(sink, 0, (int) Math.min(BUFFER, left));
            if (read < 0) {
                throw new IOException("the connection ended within an answer");
            }
            left -= read;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
