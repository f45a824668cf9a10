package care.weald.consent.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that every service runs: docs/contracts/token-vectors.json. */
class TokenContractTest {

    private static final JsonNode FILE = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(Path.of("../docs/contracts/token-vectors.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> vectors() {
        return StreamSupport.stream(FILE.get("vectors").spliterator(), false)
                .map(vector -> Arguments.of(vector.get("name").asText(), vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void everyServiceReadsTokensAlike(String name, JsonNode vector) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(FILE.get("now").asLong()), ZoneOffset.UTC);
        TokenVerifier verifier = new TokenVerifier(
                (service, kid) -> Uni.createFrom()
                        .item(Optional.ofNullable(
                                PeerKeys.parse(FILE.get("jwks").get(service).toString())
                                        .get(kid))),
                clock,
                "urn:weald:" + vector.get("audience").asText());
        TokenType type = TokenType.valueOf(vector.get("type").asText().toUpperCase(Locale.ROOT));

        Verification result =
                verifier.verify(type, vector.get("token").asText()).await().indefinitely();

        assertEquals(vector.get("expect").asText(), outcome(type, result), name);
    }

    private static String outcome(TokenType type, Verification result) {
        return switch (result) {
            case Verification.Refused refused -> refused.reason().name();
            case Verification.Verified verified
            when type == TokenType.CALLER ->
                Caller.from(verified.claims())
                        .map(caller -> Caller.PURPOSES.containsAll(caller.purposes()) ? "VALID" : "UNKNOWN_PURPOSE")
                        .orElse("MISSING_CLAIM");
            case Verification.Verified _ -> "VALID";
        };
    }
}
