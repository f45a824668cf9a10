package care.weald.consent.attestation;

import care.weald.consent.token.SigningKeys;
import care.weald.consent.token.TokenType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/** Asks audit-service what was disclosed of some people, under a permit that this service gives itself (ADR 0026). */
@ApplicationScoped
class TrailClient {

    private static final String AUDIT = "audit-service";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PERMIT_SECONDS = 60;

    private final AttestationConfig config;
    private final SigningKeys keys;
    private final HttpClient http;

    TrailClient(AttestationConfig config, SigningKeys keys, Vertx vertx) {
        this.config = config;
        this.keys = keys;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000).setMaxPoolSize(2));
    }

    /** A time. */
    record Period(Instant from, Instant to) {}

    /**
     * A page of what was disclosed.
     *
     * @param next the index after which the next page begins; empty on the last one
     * @param size how long the log is
     * @param events how many events the time has
     * @param faceless of how many of them it was erased whom they are about
     */
    record Page(List<Disclosed> disclosed, Optional<Long> next, long size, long events, long faceless) {}

    /** Whether there is anybody to ask. */
    boolean isConfigured() {
        return config.trail().isPresent();
    }

    /** What was disclosed of them after an index of the log; fails when audit-service does not answer as it should. */
    Uni<Page> disclosed(Period period, Collection<UUID> persons, long after) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", period.from().toString())
                .put("to", period.to().toString())
                .put("after", after);
        persons.forEach(person -> body.withArray("/persons").add(person.toString()));
        URI base = config.trail().orElseThrow();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(base + "/disclosures")
                .putHeader("Content-Type", "application/json")
                .putHeader("Weald-Permit", permit())
                .setTimeout(PATIENCE.toMillis());
        return Uni.createFrom()
                .completionStage(() -> http.request(request)
                        .compose(sent -> sent.send(Buffer.buffer(body.toString())))
                        .compose(answer -> answer.body().map(content -> read(answer.statusCode(), content.toString())))
                        .toCompletionStage());
    }

    private String permit() {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("urn:weald:consent-service");
        claims.setClaim("weald", Map.of("decision", "permit", "interaction", "attest"));
        return keys.sign(TokenType.PERMIT, AUDIT, PERMIT_SECONDS, claims);
    }

    private static Page read(int status, String content) {
        if (status != 200) {
            throw new IllegalStateException("audit-service answered " + status);
        }
        try {
            JsonNode json = JSON.readTree(content);
            JsonNode trail = json.path("trail");
            return new Page(
                    json.path("disclosures").valueStream().map(Disclosed::read).toList(),
                    json.has("next") ? Optional.of(json.path("next").asLong()) : Optional.empty(),
                    trail.path("size").asLong(),
                    trail.path("events").asLong(),
                    trail.path("faceless").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit-service answered no JSON", e);
        }
    }
}
