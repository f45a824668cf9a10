import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes a signing key for a service, as its {@code SigningKeys} reads it: a private JWK (RFC 7517) in a file named by the
 * second from which it signs. {@code java NewSigningKey.java <service> <folder> [<seconds from now>]}; needs a JDK alone.
 */
class NewSigningKey {

    private static final int COORDINATE_BYTES = 32;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("java NewSigningKey.java <service> <folder> [<seconds from now>]");
            System.exit(2);
        }
        long from = Instant.now().getEpochSecond() + (arguments.length > 2 ? Long.parseLong(arguments[2]) : 0);
        Path file = Path.of(arguments[1]).resolve(from + ".jwk");
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, jwk(arguments[0] + "-" + from));
        System.out.println(file);
    }

    private static String jwk(String id) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return """
                {"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"%s","x":"%s","y":"%s","d":"%s"}
                """
                .formatted(
                        id,
                        coordinate(point.getAffineX()),
                        coordinate(point.getAffineY()),
                        coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        Arrays.fill(bytes, (byte) 0);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
