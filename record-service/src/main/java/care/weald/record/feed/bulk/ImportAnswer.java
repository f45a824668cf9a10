package care.weald.record.feed.bulk;

import care.weald.record.feed.bulk.ImportJob.LineFault;
import care.weald.record.feed.bulk.ImportJob.LineFaults;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.UUID;

/** The answers about files, as docs/contracts/services.md has them. */
final class ImportAnswer {

    private ImportAnswer() {}

    /** A file has begun, or was taken. */
    static String job(UUID job) {
        return JsonNodeFactory.instance.objectNode().put("job", job.toString()).toString();
    }

    /** How far {@code job} is ({@code X-Progress}). */
    static String progress(ImportJob job) {
        return job.position() + " of " + job.total() + " lines";
    }

    /** What became of {@code job}. */
    static String outcome(ImportJob job, LineFaults refused) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("status", job.status().name().toLowerCase(Locale.ROOT))
                .put("lines", job.total())
                .put("created", job.counts().created())
                .put("updated", job.counts().updated())
                .put("refused", job.counts().refused());
        ArrayNode faults = answer.putArray("faults");
        refused.faults()
                .forEach(fault -> faults.addObject().put("line", fault.line()).set("problem", problem(fault)));
        if (refused.more()) {
            answer.put("next", refused.faults().getLast().line());
        }
        return answer.toString();
    }

    private static ObjectNode problem(LineFault fault) {
        Kind kind = Kind.valueOf(fault.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
        Problem problem = Problem.of(kind, fault.detail());
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("place", fault.place());
    }
}
