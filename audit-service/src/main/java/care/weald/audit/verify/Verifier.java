package care.weald.audit.verify;

import care.weald.audit.log.Leaf;
import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.verify.Report.Finding;
import care.weald.audit.witness.Cosignature;
import care.weald.audit.witness.WitnessPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Verifies an export from its first leaf on, and stops at the first that is bad: every entry against its tile and its
 * content, every tile against those below, and at every signed size the root against the signature.
 */
public final class Verifier {

    private static final int WIDTH = 256;

    private final Folder folder;
    private final Contents contents;
    private final TreeMap<Long, String> heads = new TreeMap<>();
    private final Spine spine = new Spine(this::compare);

    private Optional<Finding> finding = Optional.empty();
    private long proven;
    private int met;

    private WitnessPolicy policy = WitnessPolicy.EMPTY;
    private final Map<Long, Set<String>> cosigned = new TreeMap<>(Comparator.reverseOrder());

    /** Verifies {@code folder}; the contents of events recorded before {@code keptSince} may be missing. */
    public Verifier(Folder folder, Instant keptSince) throws IOException {
        this.folder = folder;
        this.contents = new Contents(keptSince, folder.erasures());
    }

    /**
     * Verifies.
     *
     * @param keys the log's public keys, got from elsewhere than the export
     * @param trusted notes that were kept elsewhere, which show what was cut off the end
     */
    public Report verify(List<NoteKey> keys, List<String> trusted) throws IOException {
        for (String note : folder.notes()) {
            Checkpoint.open(note, keys).ifPresent(head -> expect(head, note));
        }
        for (String note : trusted) {
            Checkpoint.open(note, keys)
                    .ifPresentOrElse(
                            head -> expect(head, note),
                            () -> found(0, 0, "a checkpoint given is not signed by these keys"));
        }
        if (heads.isEmpty()) {
            found(0, 0, "no checkpoint is signed by these keys");
        }
        while (finding.isEmpty() && spine.size() < heads.lastKey()) {
            bundle(spine.size(), (int) Math.min(WIDTH, heads.lastKey() - spine.size()));
        }
        if (finding.isEmpty()) {
            edge();
        }
        if (finding.isEmpty() && !contents.owed().isEmpty()) {
            Map.Entry<String, String> debt =
                    contents.owed().entrySet().iterator().next();
            found(0, spine.size() - 1, "no event " + debt.getValue() + " tells that " + debt.getKey() + " was erased");
        }
        return new Report(
                spine.size(),
                met,
                contents.missing(),
                contents.erased(),
                Witnessing.of(policy, cosigned, spine.size()),
                finding);
    }

    /** The same, where {@code witnesses} must have cosigned a head of the log. */
    public Report verify(List<NoteKey> keys, List<String> trusted, WitnessPolicy witnesses) throws IOException {
        policy = witnesses;
        return verify(keys, trusted);
    }

    private void expect(Checkpoint head, String note) {
        policy.witnesses().stream()
                .filter(witness -> Cosignature.in(note, witness.key()).isPresent())
                .forEach(witness -> cosigned.computeIfAbsent(head.size(), _ -> new HashSet<>())
                        .add(witness.key().text()));
        String other = heads.putIfAbsent(head.size(), head.root());
        if (other != null && !other.equals(head.root())) {
            found(0, Math.max(0, head.size() - 1), "two different trees of " + head.size() + " leaves are signed");
        }
    }

    private void bundle(long first, int width) throws IOException {
        long number = first / WIDTH;
        List<byte[]> entries = folder.entries(number);
        List<byte[]> hashes = folder.hashes(0, number);
        Map<Long, String> lines = folder.contents(number);
        for (int i = 0; i < width && finding.isEmpty(); i++) {
            long index = first + i;
            if (i >= entries.size() || entries.get(i).length == 0) {
                found(index, index, "there is no entry");
            } else if (i >= hashes.size() || !Arrays.equals(Leaf.hash(entries.get(i)), hashes.get(i))) {
                found(index, index, "its entry has another hash than its tile");
            } else {
                byte[] entry = entries.get(i);
                Optional<String> fault = contents.fault(entry, lines.get(index));
                fault.ifPresent(what -> found(index, index, what));
                spine.add(Leaf.hash(entry));
                compareRoot();
            }
        }
    }

    private void compareRoot() {
        String signed = heads.get(spine.size());
        if (signed == null || finding.isPresent()) {
            return;
        }
        if (Checkpoint.of("", spine.size(), spine.root()).root().equals(signed)) {
            proven = spine.size();
            met++;
        } else {
            found(proven, spine.size() - 1, "the leaves do not lead to the root that was signed");
        }
    }

    private void compare(int level, long number, List<byte[]> hashes) {
        try {
            List<byte[]> stored = folder.hashes(level, number);
            if (level > 0 && !equal(stored, hashes)) {
                long first = number << (8 * (level + 1));
                found(first, spine.size() - 1, "a tile of level " + level + " does not follow from those below it");
            }
        } catch (IOException e) {
            found(spine.size(), spine.size(), "a tile cannot be read");
        }
    }

    private void edge() {
        List<List<byte[]>> levels = spine.edge();
        for (int level = 1; level < levels.size(); level++) {
            if (!levels.get(level).isEmpty()) {
                compare(level, spine.size() >> (8 * (level + 1)), levels.get(level));
            }
        }
    }

    private static boolean equal(List<byte[]> one, List<byte[]> other) {
        boolean equal = one.size() == other.size();
        for (int i = 0; equal && i < one.size(); i++) {
            equal = Arrays.equals(one.get(i), other.get(i));
        }
        return equal;
    }

    private void found(long first, long last, String what) {
        if (finding.isEmpty()) {
            finding = Optional.of(new Finding(first, last, what));
        }
    }
}
