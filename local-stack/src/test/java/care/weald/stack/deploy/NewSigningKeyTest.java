package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool that makes keys for a cluster makes keys that sign, under the names that the services expect. */
class NewSigningKeyTest {

    private final Path folder;

    NewSigningKeyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path make(String service, int later) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Repository.path("k8s/keys/NewSigningKey.java").toString(),
                        service,
                        folder.toString(),
                        String.valueOf(later))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return Path.of(output.strip());
    }

    private static BigInteger number(JsonNode jwk, String member) {
        byte[] bytes = Base64.getUrlDecoder().decode(jwk.path(member).asText());
        assertEquals(32, bytes.length, member);
        return new BigInteger(1, bytes);
    }

    @Test
    void keyIsNamedByItsFirstSecondAndSigns() throws Exception {
        // Given
        long before = Instant.now().getEpochSecond() + 300;
        // When
        Path file = make("identity-service", 300);
        // Then
        String second = file.getFileName().toString().replace(".jwk", "");
        assertTrue(Long.parseLong(second) >= before && Long.parseLong(second) < before + 60, second);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        JsonNode jwk = new ObjectMapper().readTree(file.toFile());
        assertEquals("identity-service-" + second, jwk.path("kid").asText());
        assertEquals("ES256", jwk.path("alg").asText());
        assertTrue(verifies(jwk));
    }

    private static boolean verifies(JsonNode jwk) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        KeyFactory keys = KeyFactory.getInstance("EC");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), curve)));
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(
                keys.generatePublic(new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), curve)));
        signature.update(new byte[] {1, 2, 3});
        return signature.verify(signed);
    }
}
