package care.weald.audit.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Both halves of a key of signed notes. In a file they are two lines: the public key as verifiers have it, and the
 * private one (PKCS #8, Base64).
 *
 * @param known the public half
 * @param secret the private half
 */
public record NoteSigner(NoteKey known, PrivateKey secret) {

    /** A new key of {@code type} for {@code name}. */
    public static NoteSigner make(String name, int type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            return new NoteSigner(new NoteKey(name, type, key), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 on this machine", e);
        }
    }

    /** Reads a file; throws IllegalArgumentException when it is none of a key, or its halves do not belong together. */
    public static NoteSigner read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.size() != 2) {
            throw new IllegalArgumentException("two lines are wanted");
        }
        NoteKey known =
                NoteKey.parse(lines.getFirst()).orElseThrow(() -> new IllegalArgumentException("not a public key"));
        NoteSigner signer = new NoteSigner(known, secret(lines.getLast()));
        byte[] trial = {1};
        if (!known.verifies(trial, signer.sign(trial))) {
            throw new IllegalArgumentException("the halves of a key do not belong together");
        }
        return signer;
    }

    private static PrivateKey secret(String line) {
        try {
            byte[] encoded = Base64.getDecoder().decode(line);
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key", e);
        }
    }

    /** Writes a file that its owner alone may read, all at once. */
    public void write(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(
                folder,
                ".note",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, known.text() + "\n" + Base64.getEncoder().encodeToString(secret.getEncoded()) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The signature over {@code message}. */
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    @Override
    public String toString() {
        return "NoteSigner[" + known.name() + "]";
    }
}
