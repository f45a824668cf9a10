package care.weald.stack.bench;

import care.weald.stack.AccessTokens;
import care.weald.stack.Json;
import care.weald.stack.Layout;
import care.weald.stack.Samples;
import care.weald.stack.Service;
import care.weald.stack.StackProblem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A person to be opened: found and read once through the gateway, as anybody would.
 *
 * @param person the person id
 * @param sourcePatients the registrations that the user sees items of
 * @param conditions ids of items to read alone
 */
public record Subject(String person, Set<UUID> sourcePatients, List<String> conditions) {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int NUMBER = 26;

    /** The sample people whom a user may open. */
    public static List<Subject> all(Layout layout, String user) {
        String token = new AccessTokens(layout).of(user);
        Set<String> numbers = new TreeSet<>();
        for (String message : Samples.messages("KZ016")) {
            JsonNode number = Json.read(message).at("/entry/0/resource/identifier/0");
            if (Samples.NHS_NUMBER.equals(number.path("system").asText())) {
                numbers.add(number.path("value").asText());
            }
        }
        List<Subject> subjects = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String number : numbers) {
                of(new Reader(client, layout.at(Service.GATEWAY), token), number)
                        .ifPresent(subjects::add);
            }
        } catch (IOException e) {
            throw new StackProblem("the people cannot be read: is the stack up?", e);
        }
        return subjects;
    }

    /** The person of {@code number}; empty when the user is shown nobody. */
    private static Optional<Subject> of(Reader reader, String number) throws IOException {
        String query = URLEncoder.encode(Samples.NHS_NUMBER + "|" + number, StandardCharsets.UTF_8);
        JsonNode found = reader.get("/fhir/Patient?identifier=" + query);
        if (found.path("total").asInt() == 0) {
            return Optional.empty();
        }
        String person = found.at("/entry/0/resource/id").asText();
        Set<UUID> patients = new TreeSet<>();
        List<String> conditions = new ArrayList<>();
        for (JsonNode entry : reader.get("/fhir/Patient/" + person + "/$everything?_count=500")
                .path("entry")) {
            String id = entry.at("/resource/id").asText();
            if (id.indexOf('.') == NUMBER) {
                patients.add(number(id.substring(0, NUMBER)));
                if ("Condition".equals(entry.at("/resource/resourceType").asText())) {
                    conditions.add(id);
                }
            }
        }
        return Optional.of(new Subject(person, patients, conditions));
    }

    /** The number that 26 characters of Crockford base 32 stand for. */
    static UUID number(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
        }
        return new UUID(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    private record Reader(HttpClient client, URI gateway, String token) {

        JsonNode get(String path) throws IOException {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .build();
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.statusCode() + " " + answer.body());
                }
                return Json.read(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackProblem("interrupted", e);
            }
        }
    }
}
