package care.weald.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said when all is up: where things are, and a first request to copy. */
final class Welcome {

    private static final String USER = "gp.bell";

    private final Layout layout;

    Welcome(Layout layout) {
        this.layout = layout;
    }

    String words() {
        String categories = Stream.of("01", "03", "07", "08", "09", "10", "14", "16")
                .map(category -> "category=cat-" + category)
                .collect(Collectors.joining("&"));
        URI gateway = layout.at(Service.GATEWAY);
        return """

                Weald is up.
                  Gateway   %1$s/fhir/metadata
                  API       %1$s/docs
                  Console   %1$s/console   (sign in as auditor.shaw or privacy.grant)
                  Keycloak  %2$s   (users and passwords: see ./weald help)
                  Health    %3$s/q/health
                  Logs      %4$s

                Find a person, then open the record, as a GP (all people are invented):

                  curl -s -H "Authorization: Bearer $(./weald token gp.bell)" \\
                    '%1$s/fhir/Patient?identifier=%5$s|%6$s'

                  curl -s -D - -H "Authorization: Bearer $(./weald token gp.bell)" \\
                    '%1$s/fhir/Patient/%7$s/$record?%8$s'

                Try doctor.ward, nurse.ash, clerk.penn, paramedic.vale, lapsed.frost in place of gp.bell.""".formatted(
                        gateway,
                        layout.issuer(),
                        layout.managementAt(Service.GATEWAY),
                        layout.state().resolve("log"),
                        Samples.NHS_NUMBER,
                        Samples.EXAMPLE,
                        person(),
                        categories);
    }

    /** The person of the example, asked for at the gateway as anybody would. */
    private String person() {
        String query = URLEncoder.encode(Samples.NHS_NUMBER + "|" + Samples.EXAMPLE, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        layout.at(Service.GATEWAY).resolve("/fhir/Patient?identifier=" + query))
                .header("Authorization", "Bearer " + new AccessTokens(layout).of(USER))
                .header("X-Request-ID", UUID.randomUUID().toString())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            JsonNode id = Json.read(answer.body()).at("/entry/0/resource/id");
            if (!id.isTextual()) {
                throw new StackProblem("The stack is up, but the gateway does not find the person of the example: "
                        + answer.statusCode() + " " + answer.body());
            }
            return id.textValue();
        } catch (IOException e) {
            throw new StackProblem("The gateway does not answer", e);
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }
}
