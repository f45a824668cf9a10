package care.weald.identity.bulk;

import care.weald.identity.bulk.ChunkRepository.Progress;
import care.weald.identity.bulk.ImportJob.Counts;
import care.weald.identity.bulk.ImportJob.LineFault;
import care.weald.identity.feed.PatientLines.Result;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The next lines of a file.
 *
 * @param numbers the number of each line
 * @param lines the lines, none of them blank
 * @param end the number of the last line that was looked at, which may be blank
 */
record Chunk(List<Long> numbers, List<byte[]> lines, long end) {

    Chunk {
        numbers = List.copyOf(numbers);
        lines = List.copyOf(lines);
    }

    /** At most {@code most} lines of {@code part} after the line {@code position}. */
    static Chunk of(Part part, long position, int most) {
        List<Long> numbers = new ArrayList<>();
        List<byte[]> lines = new ArrayList<>();
        Buffer content = part.content();
        long line = part.first();
        int from = 0;
        for (int to = 0; to < content.length() && lines.size() < most; to++) {
            if (content.getByte(to) == '\n') {
                byte[] bytes = content.getBytes(from, to);
                if (line > position && !isBlank(bytes)) {
                    numbers.add(line);
                    lines.add(bytes);
                }
                from = to + 1;
                line++;
            }
        }
        return new Chunk(numbers, lines, Math.max(position, line - 1));
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** How far the file is when {@code results} became of the first so many lines. */
    Progress after(List<Result> results) {
        long created = 0;
        long updated = 0;
        List<LineFault> faults = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            switch (results.get(i)) {
                case Result.Stored stored -> {
                    created += stored.created() ? 1 : 0;
                    updated += stored.created() ? 0 : 1;
                }
                case Result.Refused refused ->
                    faults.add(new LineFault(
                            numbers.get(i),
                            refused.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            refused.detail(),
                            refused.place()));
            }
        }
        long position = results.size() == lines.size() ? end : numbers.get(results.size()) - 1;
        return new Progress(position, new Counts(created, updated, faults.size()), faults);
    }

    @Override
    public String toString() {
        return "Chunk[" + lines.size() + "]";
    }
}
