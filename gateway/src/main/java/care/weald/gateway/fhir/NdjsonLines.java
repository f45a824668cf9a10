package care.weald.gateway.fhir;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file that comes in piece by piece into chunks of whole lines (NDJSON: the last one may lack its line feed). Holds no
 * more than a chunk and a line. Not safe for several threads.
 */
final class NdjsonLines {

    private static final int MOST_LINES = 500;
    private static final int LARGEST_CHUNK = 4 * 1_024 * 1_024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int LONGEST_LINE = 16 * 1_024 * 1_024;

    private Buffer line = Buffer.buffer();
    private List<Line> chunk = new ArrayList<>();
    private int size;
    private long number = 1;
    private boolean skips;

    /** A line that is not blank; one that was too long is empty. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Line(long number, byte[] content) {

        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    /** Takes the next piece of the file; the answer is the chunks that became whole with it. */
    List<List<Line>> add(Buffer piece) {
        List<List<Line>> whole = new ArrayList<>();
        byte[] bytes = piece.getBytes();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, from, i);
                from = i + 1;
                end();
                if (chunk.size() >= MOST_LINES || size >= LARGEST_CHUNK) {
                    whole.add(cut());
                }
            }
        }
        append(bytes, from, bytes.length);
        return whole;
    }

    /** The end of the file: what is left. */
    List<List<Line>> rest() {
        if (line.length() > 0 || skips) {
            end();
        }
        return chunk.isEmpty() ? List.of() : List.of(cut());
    }

    /** How many lines there were, blank ones too. */
    long lines() {
        return number - 1;
    }

    private void append(byte[] bytes, int from, int to) {
        if (!skips && line.length() + (to - from) > LONGEST_LINE) {
            skips = true;
            line = Buffer.buffer();
        }
        if (!skips) {
            line.appendBytes(bytes, from, to - from);
        }
    }

    private void end() {
        byte[] content = number == 1 && isMarked(line) ? line.getBytes(MARK.length, line.length()) : line.getBytes();
        if (skips || !isBlank(content)) {
            chunk.add(new Line(number, content));
            size += content.length;
        }
        number++;
        skips = false;
        line = Buffer.buffer();
    }

    /** Whether it begins with a byte order mark, as the first line of some files does. */
    private static boolean isMarked(Buffer line) {
        return line.length() >= MARK.length
                && line.getByte(0) == MARK[0]
                && line.getByte(1) == MARK[1]
                && line.getByte(2) == MARK[2];
    }

    private static boolean isBlank(byte[] content) {
        for (byte b : content) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    private List<Line> cut() {
        List<Line> whole = List.copyOf(chunk);
        chunk = new ArrayList<>();
        size = 0;
        return whole;
    }
}
