package care.weald.record.feed.bulk;

import care.weald.record.feed.bulk.ImportJob.Counts;
import care.weald.record.feed.bulk.ImportJob.LineFault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The next lines of a file as the gateway hands them on: on the first line of the body what is known of them already, on
 * each other one an entry, whose {@code id} is the number of its line.
 *
 * @param first number of the first line, counted from 1
 * @param last number of the last line
 * @param counts lines that are done already: Patients, and what is no resource
 * @param faults of those that are refused
 * @param entries the others, a line each, with a line feed after each
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record ImportPart(long first, long last, Counts counts, List<LineFault> faults, byte[] entries) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LINES = 100_000;
    private static final Set<String> KINDS =
            Set.of("invalid-content", "invalid-identifier", "unprocessable", "conflict", "too-large", "not-found");
    private static final String PREFIX = "urn:weald:problem:";
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_.:$\\[\\]-]{0,200}");

    ImportPart {
        faults = List.copyOf(faults);
    }

    /** Reads a body; empty when it is none. */
    static Optional<ImportPart> read(byte[] body) {
        int end = lineEnd(body, 0);
        try {
            JsonNode head = JSON.readTree(body, 0, end);
            long first = head.path("first").asLong(0);
            long last = head.path("last").asLong(0);
            List<LineFault> faults = new ArrayList<>();
            for (JsonNode fault : head.path("faults")) {
                faults.add(fault(fault));
            }
            boolean fits = first > 0
                    && last >= first
                    && last - first < MOST_LINES
                    && faults.stream().allMatch(fault -> fault.line() >= first && fault.line() <= last);
            byte[] entries = java.util.Arrays.copyOfRange(body, Math.min(body.length, end + 1), body.length);
            return fits && numbered(entries, first, last)
                    ? Optional.of(new ImportPart(
                            first,
                            last,
                            new Counts(
                                    Math.max(0, head.path("created").asLong()),
                                    Math.max(0, head.path("updated").asLong()),
                                    faults.size()),
                            faults,
                            entries))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static LineFault fault(JsonNode node) {
        JsonNode problem = node.path("problem");
        String type = problem.path("type").asText("");
        String kind = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
        String place = problem.path("place").asText("");
        return new LineFault(
                node.path("line").asLong(),
                KINDS.contains(kind) ? kind : "unprocessable",
                "This line cannot be stored",
                PLACE.matcher(place).matches() ? place : "");
    }

    /** True when every entry has a number of these lines, each greater than the one before. */
    private static boolean numbered(byte[] entries, long first, long last) {
        long before = first - 1;
        for (int from = 0; from < entries.length; from = lineEnd(entries, from) + 1) {
            long number = Numbered.number(entries, from);
            if (number <= before || number > last) {
                return false;
            }
            before = number;
        }
        return entries.length == 0 || entries[entries.length - 1] == '\n';
    }

    /** Where the line that begins at {@code from} ends: its line feed, or the end. */
    static int lineEnd(byte[] body, int from) {
        int to = from;
        while (to < body.length && body[to] != '\n') {
            to++;
        }
        return to;
    }

    @Override
    public String toString() {
        return "ImportPart[" + first + "-" + last + "]";
    }
}
