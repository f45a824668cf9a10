package care.weald.record.feed.bulk;

import care.weald.record.feed.FeedLines.Result;
import care.weald.record.feed.bulk.ImportJob.Counts;
import care.weald.record.feed.bulk.ImportJob.LineFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The next entries of a file that wait.
 *
 * @param numbers the number of each one's line
 * @param entries the JSON of each
 * @param end the number of the last line that is done with them
 */
record Numbered(List<Long> numbers, List<byte[]> entries, long end) {

    private static final byte[] BEGIN = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 15;

    Numbered {
        numbers = List.copyOf(numbers);
        entries = List.copyOf(entries);
    }

    /** What has been done of a file: up to which line, and what became of the lines since the last time. */
    record Progress(long position, Counts counts, List<LineFault> faults) {

        Progress {
            faults = List.copyOf(faults);
        }
    }

    /** The number with which the entry at {@code from} begins, its {@code id}; 0 when it begins otherwise. */
    static long number(byte[] lines, int from) {
        long number = 0;
        for (int i = 0; i < BEGIN.length; i++) {
            if (from + i >= lines.length || lines[from + i] != BEGIN[i]) {
                return 0;
            }
        }
        for (int i = from + BEGIN.length; i < lines.length && i <= from + BEGIN.length + MOST_DIGITS; i++) {
            if (lines[i] == '"') {
                return number;
            }
            if (lines[i] < '0' || lines[i] > '9') {
                return 0;
            }
            number = number * 10 + lines[i] - '0';
        }
        return 0;
    }

    /** At most {@code most} of {@code lines} after the line {@code position}; with all of them, {@code last} is the end. */
    static Numbered of(byte[] lines, long position, long last, int most) {
        List<Long> numbers = new ArrayList<>();
        List<byte[]> entries = new ArrayList<>();
        for (int from = 0; from < lines.length; ) {
            int to = ImportPart.lineEnd(lines, from);
            long number = number(lines, from);
            if (number > position) {
                if (entries.size() == most) {
                    return new Numbered(numbers, entries, number - 1);
                }
                numbers.add(number);
                entries.add(java.util.Arrays.copyOfRange(lines, from, to));
            }
            from = to + 1;
        }
        return new Numbered(numbers, entries, last);
    }

    /** How far the file is when {@code results} became of these. */
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
        return new Progress(end, new Counts(created, updated, faults.size()), faults);
    }

    @Override
    public String toString() {
        return "Numbered[" + entries.size() + "]";
    }
}
