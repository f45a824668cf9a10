package care.weald.identity.matchmodel;

import care.weald.identity.match.Assessment;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How a model does on what stewards have decided. No model learns from these pairs, so they can tell. */
final class HeldOut {

    private static final List<Grade> GRADES = List.of(Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE);

    private HeldOut() {}

    /** Two registrations that somebody has decided on. */
    record Decision(Demographics one, Demographics other, boolean same) {

        @Override
        public String toString() {
            return "Decision[***]";
        }
    }

    /**
     * Of {@code decisions}: how many there are, how many of them are {@code same}, and for each grade, or better, how many
     * the model names, and its precision and recall. A figure of nothing is left out.
     */
    static ObjectNode figures(Matcher matcher, List<Decision> decisions) {
        Map<Grade, int[]> named = new EnumMap<>(Grade.class);
        GRADES.forEach(grade -> named.put(grade, new int[2]));
        Assessment assessment = matcher.assessment();
        for (Decision decision : decisions) {
            assessment.assess(Profile.of(decision.one()), Profile.of(decision.other()), true);
            GRADES.stream()
                    .filter(grade -> assessment.grade().compareTo(grade) <= 0)
                    .forEach(grade -> named.getOrDefault(grade, new int[2])[decision.same() ? 1 : 0]++);
        }
        int same = (int) decisions.stream().filter(Decision::same).count();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("decisions", decisions.size())
                .put("same", same);
        named.forEach((grade, counts) -> put(json.putObject(grade.code()), counts[1], counts[0], same));
        return json;
    }

    private static void put(ObjectNode json, int right, int wrong, int same) {
        json.put("named", right + wrong);
        if (right + wrong > 0) {
            json.put("precision", (double) right / (right + wrong));
        }
        if (same > 0) {
            json.put("recall", (double) right / same);
        }
    }
}
