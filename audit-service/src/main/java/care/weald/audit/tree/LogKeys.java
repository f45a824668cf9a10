package care.weald.audit.tree;

import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The keys that sign checkpoints: files {@code *.notekey} of two lines, the public key as verifiers have it and the
 * private one (PKCS #8, Base64). Every key signs every checkpoint, so one is succeeded by adding another, giving it to
 * the verifiers, and taking the first away. The first is made at first start where the folder can be written to.
 */
@ApplicationScoped
public class LogKeys {

    private static final Logger LOG = Logger.getLogger(LogKeys.class);

    private final TreeConfig config;
    private volatile List<Key> keys = List.of();

    private record Key(NoteKey known, PrivateKey secret) {}

    LogKeys(TreeConfig config) {
        this.config = config;
    }

    /** Reads the folder again; makes the first key. A folder that cannot be read leaves the keys as they are. */
    @PostConstruct
    @Scheduled(every = "10s", delayed = "10s")
    void refresh() {
        try {
            Path folder = Files.createDirectories(config.keyDirectory());
            if (read(folder).isEmpty() && Files.isWritable(folder)) {
                try (FileChannel lock = FileChannel.open(
                                folder.resolve(".notelock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = lock.lock()) {
                    if (read(folder).isEmpty()) {
                        make(folder);
                    }
                }
            }
            keys = read(folder);
            if (keys.isEmpty()) {
                LOG.error("event=log-key-missing");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log's keys cannot be read or made", e);
        }
    }

    private void make(Path folder) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            NoteKey known = new NoteKey(
                    origin(), NoteKey.LOG, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            Path draft = Files.createTempFile(
                    folder,
                    ".note",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    draft,
                    known.text() + "\n"
                            + Base64.getEncoder()
                                    .encodeToString(pair.getPrivate().getEncoded()) + "\n");
            Files.move(
                    draft,
                    folder.resolve(HexFormat.of().formatHex(known.id()) + ".notekey"),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 on this machine", e);
        }
    }

    private List<Key> read(Path folder) throws IOException {
        List<Key> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.notekey")) {
            for (Path file : files) {
                Key key = key(Files.readAllLines(file, StandardCharsets.UTF_8));
                if (key.known().name().equals(origin())) {
                    found.add(key);
                } else {
                    LOG.error("event=log-key-of-another-log");
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a file in the key folder is not a key of the log", e);
        }
        return List.copyOf(found);
    }

    private static Key key(List<String> lines) throws GeneralSecurityException {
        if (lines.size() != 2) {
            throw new IllegalArgumentException("two lines are wanted");
        }
        NoteKey known =
                NoteKey.parse(lines.getFirst()).orElseThrow(() -> new IllegalArgumentException("not a public key"));
        byte[] encoded = Base64.getDecoder().decode(lines.getLast());
        PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        byte[] trial = {1};
        if (!known.verifies(trial, signature(secret, trial))) {
            throw new IllegalArgumentException("the halves of a key do not belong together");
        }
        return new Key(known, secret);
    }

    /** The public halves, one a line, as verifiers take them. */
    public List<NoteKey> known() {
        return keys.stream().map(Key::known).toList();
    }

    /** The signed note of {@code checkpoint}; MUST be asked for only when its head is committed. */
    String sign(Checkpoint checkpoint) {
        StringBuilder note = new StringBuilder(checkpoint.text()).append('\n');
        byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        for (Key key : keys) {
            note.append(Checkpoint.line(key.known().name(), key.known().id(), signature(key.secret(), text)));
        }
        return note.toString();
    }

    /** The log's name, as it stands in checkpoints. */
    String origin() {
        return config.origin()
                .orElseGet(() -> config.publicBase().getRawAuthority()
                        + config.publicBase().getRawPath());
    }

    /** Whether there is a key to sign with. */
    boolean canSign() {
        return !keys.isEmpty();
    }

    private static byte[] signature(PrivateKey secret, byte[] text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(text);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }
}
