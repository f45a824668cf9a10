package care.weald.audit.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a tree, as C2SP tlog-checkpoint says it: the text of a signed note.
 *
 * @param origin the log's name
 * @param size how many leaves
 * @param root the tree's hash in Base64
 */
public record Checkpoint(String origin, long size, String root) {

    private static final Pattern NOTE = Pattern.compile(
            "([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*\n((?:\u2014 \\S+ [A-Za-z0-9+/]+={0,2}\n)+)");

    private static final Pattern SIGNATURE = Pattern.compile("\u2014 (\\S+) ([A-Za-z0-9+/]+={0,2})\n");

    /** A checkpoint of these bytes. */
    public static Checkpoint of(String origin, long size, byte[] root) {
        return new Checkpoint(origin, size, Base64.getEncoder().encodeToString(root));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /** The tree's hash. */
    public byte[] rootHash() {
        return Base64.getDecoder().decode(root);
    }

    /** A note's signature line. */
    public static String line(String name, byte[] id, byte[] signature) {
        byte[] both = ByteBuffer.allocate(id.length + signature.length)
                .put(id)
                .put(signature)
                .array();
        return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /** The checkpoint of {@code note} when one of {@code keys} has signed it for the log of that key's name. */
    public static Optional<Checkpoint> open(String note, List<NoteKey> keys) {
        Matcher match = NOTE.matcher(note);
        if (!match.matches()) {
            return Optional.empty();
        }
        Checkpoint checkpoint = new Checkpoint(match.group(1), Long.parseLong(match.group(2)), match.group(3));
        byte[] text = note.substring(0, match.start(4) - 1).getBytes(StandardCharsets.UTF_8);
        boolean signed = keys.stream()
                .filter(key -> key.type() == NoteKey.LOG && key.name().equals(checkpoint.origin()))
                .anyMatch(key ->
                        signatures(match.group(4), key).stream().anyMatch(signature -> key.verifies(text, signature)));
        return signed ? Optional.of(checkpoint) : Optional.empty();
    }

    /** The signatures that bear the name and id of {@code key}. */
    public static List<byte[]> signatures(String lines, NoteKey key) {
        List<byte[]> found = new ArrayList<>();
        Matcher line = SIGNATURE.matcher(lines);
        while (line.find()) {
            byte[] bytes = decoded(line.group(2));
            if (line.group(1).equals(key.name())
                    && bytes.length > 4
                    && Arrays.equals(key.id(), Arrays.copyOf(bytes, 4))) {
                found.add(Arrays.copyOfRange(bytes, 4, bytes.length));
            }
        }
        return found;
    }

    /** No bytes for what is no Base64 after all. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
