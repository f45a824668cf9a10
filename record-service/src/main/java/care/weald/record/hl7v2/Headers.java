package care.weald.record.hl7v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an acknowledgement repeats of a message's header, which is nothing about a person. */
final class Headers {

    private static final int LONGEST = 227;
    private static final List<String> NAMES =
            List.of("separator", "encoding", "application", "facility", "receivingApplication", "receivingFacility");

    private Headers() {}

    /** Writes MSH-1 to MSH-6, the message code and event, MSH-10, MSH-11 and MSH-12 into {@code node}, as they came. */
    static void write(Segment msh, ObjectNode node) {
        for (int field = 1; field <= NAMES.size(); field++) {
            node.put(NAMES.get(field - 1), cut(msh.raw(field)));
        }
        node.put("event", cut(msh.field(9).component(2).raw()))
                .put("control", cut(msh.raw(10)))
                .put("processing", cut(msh.raw(11)))
                .put("version", cut(msh.raw(12)));
    }

    private static String cut(String raw) {
        StringBuilder plain = new StringBuilder();
        raw.chars().filter(c -> c >= ' ' && c < 0x7f).limit(LONGEST).forEach(c -> plain.append((char) c));
        return plain.toString();
    }
}
