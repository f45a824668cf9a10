package care.weald.identity.bulk;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file that comes in piece by piece into parts of whole lines (NDJSON: lines end with a line feed, the last one may
 * lack it). Never holds more than a part and a line. Not safe for several threads.
 */
final class LineSplitter {

    private static final int LARGEST_PART = 1_048_576;

    private final int lines;
    private final long longest;
    private Buffer part = Buffer.buffer();
    private final List<Long> overlong = new ArrayList<>();
    private long first = 1;
    private long line = 1;
    private int begins;
    private boolean skips;
    private boolean blank = true;

    /**
     * A splitter.
     *
     * @param lines how many lines a part has at most
     * @param longest bytes of the longest line that is kept
     */
    LineSplitter(int lines, long longest) {
        this.lines = lines;
        this.longest = longest;
    }

    /** Takes the next piece of the file; the answer is what became whole with it. */
    List<Part> add(Buffer piece) {
        List<Part> whole = new ArrayList<>();
        byte[] bytes = piece.getBytes();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, from, i);
                from = i + 1;
                end();
                if (line - first >= lines || part.length() >= LARGEST_PART) {
                    whole.add(cut());
                }
            }
        }
        append(bytes, from, bytes.length);
        return whole;
    }

    /** The end of the file: the lines that are left, if there are any. */
    List<Part> rest() {
        if (part.length() > begins || skips) {
            end();
        }
        return line > first ? List.of(cut()) : List.of();
    }

    /** True while nothing but white space has come in. */
    boolean isBlank() {
        return blank;
    }

    private void append(byte[] bytes, int from, int to) {
        if (skips || from == to) {
            return;
        }
        if (part.length() - begins + (long) (to - from) > longest) {
            skips = true;
            overlong.add(line);
            part = part.slice(0, begins).copy();
            blank = false;
            return;
        }
        for (int i = from; blank && i < to; i++) {
            blank = bytes[i] <= ' ' && bytes[i] >= 0;
        }
        part.appendBytes(bytes, from, to - from);
    }

    private void end() {
        part.appendByte((byte) '\n');
        begins = part.length();
        line++;
        skips = false;
    }

    private Part cut() {
        Part whole = new Part(first, line - 1, part, overlong);
        part = Buffer.buffer();
        begins = 0;
        overlong.clear();
        first = line;
        return whole;
    }
}
