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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
    private volatile List<NoteSigner> keys = List.of();

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
        NoteSigner made = NoteSigner.make(origin(), NoteKey.LOG);
        made.write(folder.resolve(HexFormat.of().formatHex(made.known().id()) + ".notekey"));
    }

    private List<NoteSigner> read(Path folder) throws IOException {
        List<NoteSigner> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.notekey")) {
            for (Path file : files) {
                NoteSigner key = NoteSigner.read(file);
                if (key.known().name().equals(origin())) {
                    found.add(key);
                } else {
                    LOG.error("event=log-key-of-another-log");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a file in the key folder is not a key of the log", e);
        }
        return List.copyOf(found);
    }

    /** The public halves, one a line, as verifiers take them. */
    public List<NoteKey> known() {
        return keys.stream().map(NoteSigner::known).toList();
    }

    /** The signed note of {@code checkpoint}; MUST be asked for only when its head is committed. */
    String sign(Checkpoint checkpoint) {
        StringBuilder note = new StringBuilder(checkpoint.text()).append('\n');
        byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        for (NoteSigner key : keys) {
            note.append(Checkpoint.line(key.known().name(), key.known().id(), key.sign(text)));
        }
        return note.toString();
    }

    /** The log's name, as it stands in checkpoints. */
    public String origin() {
        return config.origin()
                .orElseGet(() -> config.publicBase().getRawAuthority()
                        + config.publicBase().getRawPath());
    }

    /** Whether there is a key to sign with. */
    boolean canSign() {
        return !keys.isEmpty();
    }
}
