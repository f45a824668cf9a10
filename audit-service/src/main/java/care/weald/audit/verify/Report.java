package care.weald.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verification came to.
 *
 * @param leaves how many leaves were checked, up to the first bad one
 * @param heads how many signed heads they led to
 * @param withoutContent of how many the content is no longer kept, as was allowed
 * @param erased of how many the identifying part is erased, by a decision that is in the log
 * @param witnessing what witnesses say of it; empty when none were asked for
 * @param finding the first thing that is wrong; empty when all holds
 */
public record Report(
        long leaves,
        int heads,
        long withoutContent,
        long erased,
        Optional<Witnessing> witnessing,
        Optional<Finding> finding) {

    /**
     * What is wrong.
     *
     * @param first the first leaf that is bad, or may be
     * @param last the last that may be that first one; the same as {@code first} when it is known
     * @param what in words
     */
    public record Finding(long first, long last, String what) {

        @Override
        public String toString() {
            return (first == last ? "leaf " + first : "the first bad leaf is one of " + first + " to " + last) + ": "
                    + what;
        }
    }

    /** Whether nothing is wrong, and enough witnesses have seen it. */
    public boolean holds() {
        return finding.isEmpty() && witnessing.stream().allMatch(Witnessing::isEnough);
    }

    /** The report in words, one fact a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "leaves checked: " + leaves,
                "signed heads met: " + heads,
                "content no longer kept: " + withoutContent,
                "identifying part erased by a recorded decision: " + erased));
        witnessing.ifPresent(witnesses -> lines.addAll(witnesses.lines()));
        lines.add(finding.map(found -> "NOT AS IT WAS SIGNED, " + found)
                .orElse(holds() ? "all holds" : "NOT WITNESSED BY ENOUGH"));
        return lines;
    }
}
