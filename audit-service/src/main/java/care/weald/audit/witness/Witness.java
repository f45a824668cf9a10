package care.weald.audit.witness;

import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.Merkle;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A witness of one log (C2SP tlog-witness): it remembers the newest head it has cosigned, in a file, and cosigns another
 * only when that one is proved to go on from it. For partners, in a process of their own; the service never is one.
 */
public final class Witness {

    private static final int MOST_HASHES = 63;
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private final Path state;
    private final NoteSigner key;
    private final List<NoteKey> log;
    private final Clock clock;

    /** Signs with {@code key} what {@code log} has signed, and keeps the newest note in the file {@code state}. */
    public Witness(Path state, NoteSigner key, List<NoteKey> log, Clock clock) {
        this.state = state;
        this.key = key;
        this.log = List.copyOf(log);
        this.clock = clock;
    }

    /** The answer to {@code POST <prefix>/add-checkpoint}: an HTTP status, a media type and a body. */
    public record Answer(int status, String type, String body) {

        private static Answer of(int status) {
            return new Answer(status, "text/plain; charset=utf-8", "");
        }
    }

    /** What a request says: the size that its proof starts from, the proof, and the checkpoint as it is signed. */
    private record Submission(long old, List<byte[]> proof, String note) {}

    /** The size of the newest head that was cosigned; 0 before there is one. */
    public synchronized long size() throws IOException {
        return last().map(Checkpoint::size).orElse(0L);
    }

    /** Takes a request. A new head is on disk before its cosignature is given away. */
    public synchronized Answer add(String request) throws IOException {
        Optional<Submission> read = read(request);
        if (read.isEmpty()) {
            return Answer.of(400);
        }
        Submission submission = read.get();
        String origin = submission.note().lines().findFirst().orElse("");
        if (log.stream().noneMatch(known -> known.name().equals(origin))) {
            return Answer.of(404);
        }
        Optional<Checkpoint> head = Checkpoint.open(submission.note(), log);
        return head.isEmpty() ? Answer.of(403) : judged(submission, head.get());
    }

    private Answer judged(Submission submission, Checkpoint head) throws IOException {
        if (submission.old() > head.size()) {
            return Answer.of(400);
        }
        Optional<Checkpoint> last = last();
        long size = last.map(Checkpoint::size).orElse(0L);
        boolean other =
                last.isPresent() && size == head.size() && !last.get().root().equals(head.root());
        if (submission.old() != size || other) {
            return new Answer(409, "text/x.tlog.size", size + "\n");
        }
        boolean follows = last.map(before -> Merkle.isConsistent(
                        before.size(), before.rootHash(), head.size(), head.rootHash(), submission.proof()))
                .orElseGet(() -> submission.proof().isEmpty());
        if (!follows) {
            return Answer.of(422);
        }
        keep(submission.note());
        return new Answer(
                200,
                "text/plain; charset=utf-8",
                Cosignature.make(submission.note(), key, clock.instant()).line());
    }

    /** The newest that was kept. Fails when what is there is not the log's: then nothing may be signed. */
    private Optional<Checkpoint> last() throws IOException {
        if (!Files.exists(state)) {
            return Optional.empty();
        }
        return Optional.of(Checkpoint.open(Files.readString(state), log)
                .orElseThrow(() -> new IOException("what was witnessed last cannot be read")));
    }

    private void keep(String note) throws IOException {
        Path folder = Objects.requireNonNull(state.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, ".witness", "");
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                int _ = file.write(bytes);
            }
            file.force(true);
        }
        Files.move(draft, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /** A request for {@code note}, as {@link #add} takes it. */
    static String request(long old, List<byte[]> proof, String note) {
        StringBuilder request = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(
                hash -> request.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return request.append('\n').append(note).toString();
    }

    private static Optional<Submission> read(String request) {
        int end = request.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : request.substring(0, end).lines().toList();
        if (lines.isEmpty() || lines.size() > 1 + MOST_HASHES) {
            return Optional.empty();
        }
        var old = OLD.matcher(lines.getFirst());
        List<byte[]> proof = new ArrayList<>();
        for (String hash : lines.subList(1, lines.size())) {
            if (!HASH.matcher(hash).matches()) {
                return Optional.empty();
            }
            proof.add(Base64.getDecoder().decode(hash));
        }
        return old.matches()
                ? Optional.of(new Submission(Long.parseLong(old.group(1)), proof, request.substring(end + 2)))
                : Optional.empty();
    }
}
