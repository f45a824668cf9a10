package care.weald.audit.witness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads a log from outside, under the {@code /audit} of its gateway: heads and proofs are open to all. */
public final class LogReader {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;

    /** {@code base} such as {@code https://weald.example/audit}. */
    public LogReader(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The newest head, as it is published. */
    public String checkpoint() throws IOException, InterruptedException {
        return get("/checkpoint");
    }

    /** What a witness that has come to {@code old} is to be told of {@code note}. */
    public String submission(long old, String note) throws IOException, InterruptedException {
        long size = size(note);
        List<byte[]> proof = old == 0 || old >= size ? List.of() : proof(old, size);
        return Witness.request(old, proof, note);
    }

    private List<byte[]> proof(long from, long to) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(get("/proofs/consistency?from=" + from + "&to=" + to));
        List<byte[]> proof = new ArrayList<>();
        for (JsonNode hash : answer.path("proof")) {
            proof.add(Base64.getDecoder().decode(hash.asText()));
        }
        return proof;
    }

    private static long size(String note) throws IOException {
        String[] lines = note.split("\n", 3);
        if (lines.length < 3 || !lines[1].matches("[0-9]{1,18}")) {
            throw new IOException("what the log says is no checkpoint");
        }
        return Long.parseLong(lines[1]);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException("the log answers " + answer.statusCode() + " for " + path);
        }
        return answer.body();
    }
}
