package care.weald.identity.bulk;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Some lines of a file, one after another.
 *
 * @param first number of the first line, counted from 1
 * @param last number of the last line
 * @param content the lines as they came in, with a line feed between them
 * @param overlong numbers of those that were too long, and are empty here
 */
record Part(long first, long last, Buffer content, List<Long> overlong) {

    Part {
        overlong = List.copyOf(overlong);
    }

    @Override
    public String toString() {
        return "Part[" + first + "-" + last + "]";
    }
}
