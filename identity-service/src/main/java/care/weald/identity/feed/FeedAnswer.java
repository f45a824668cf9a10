package care.weald.identity.feed;

import care.weald.identity.feed.PatientReader.Accepted;
import care.weald.identity.feed.PatientReader.Row;
import care.weald.identity.link.Linked.Stored;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;

/** The answers of the feed, as docs/contracts/services.md has them. */
final class FeedAnswer {

    private FeedAnswer() {}

    /** The answer to a check. */
    static String checked(Message message, String token) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode patients = answer.putArray("patients");
        message.rows().forEach(row -> patients.add(row(row)));
        return answer.put("token", token).toString();
    }

    /** The answer to a commit, with {@code stored} for the accepted rows in their order. */
    static String committed(Message message, List<Stored> stored) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode patients = answer.putArray("patients");
        Iterator<Stored> next = stored.iterator();
        for (Row row : message.rows()) {
            ObjectNode node = row(row);
            patients.add(node);
            if (row instanceof Accepted) {
                Stored kept = next.next();
                node.put("person", kept.person().toString())
                        .put("version", kept.version())
                        .put("status", kept.created() ? "201 Created" : "200 OK");
            }
        }
        return answer.toString();
    }

    private static ObjectNode row(Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("entry", row.entry());
        switch (row) {
            case Accepted patient ->
                node.put("sourcePatient", patient.key().id().toString());
            case Fault fault -> problem(node.putObject("problem"), fault);
        }
        return node;
    }

    private static void problem(ObjectNode node, Fault fault) {
        Problem problem = fault.problem();
        node.put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("entry", fault.entry())
                .put("place", fault.place());
        if (fault.kind() == Kind.REFUSED) {
            node.put("rule", Fault.SCOPE);
        }
    }
}
