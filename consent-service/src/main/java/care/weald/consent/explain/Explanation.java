package care.weald.consent.explain;

import care.weald.consent.decision.Decision;
import care.weald.consent.decision.Facts;
import care.weald.consent.decision.FactsJson.Decided;
import care.weald.consent.decision.Shown;
import care.weald.consent.form.Terms;
import care.weald.consent.matrix.Level;
import care.weald.consent.objection.Objection;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A decision explained: its rules, its matrix and what it gives, without anything of the record. To whoever a decision is
 * about, what is hidden looks as if there were nobody, here too; what hides it is told to who oversees alone.
 *
 * @param decided the decision and what it rests on
 * @param overseen whether it is told to a privacy officer
 * @param category the category whose level is wanted; empty for all
 */
record Explanation(Decided decided, boolean overseen, String category) {

    private static final String ABSENT = "person-known";

    /** FHIR Parameters. */
    ObjectNode parameters() {
        ObjectNode told = Terms.parameters();
        switch (decided.decision()) {
            case Decision.Permit permit -> permit(told, permit);
            case Decision.Deny deny -> deny(told, deny);
        }
        Terms.parameter(told, "matrix")
                .put("valueString", decided.facts().matrix().version());
        if (overseen) {
            consents(told, decided.facts());
        }
        return told;
    }

    private void permit(ObjectNode told, Decision.Permit permit) {
        Terms.parameter(told, "decision").put("valueCode", "permit");
        Terms.parameter(told, "basis").put("valueCode", permit.basis().code());
        rules(told, permit.rules());
        Map<String, Level> levels = category.isEmpty()
                ? permit.levels().byCode()
                : Map.of(category, permit.levels().of(category));
        levels.forEach((code, level) -> {
            var parts = Terms.parameter(told, "level").putArray("part");
            parts.addObject().put("name", "category").put("valueCode", code);
            parts.addObject().put("name", "level").put("valueCode", level.code());
        });
        permit.hiddenLabels().stream()
                .sorted()
                .forEach(label -> Terms.parameter(told, "hidden-label").put("valueCode", label));
    }

    private void deny(ObjectNode told, Decision.Deny deny) {
        boolean open = overseen || deny.shown() == Shown.REFUSED;
        int known = deny.rules().indexOf(ABSENT);
        Terms.parameter(told, "decision").put("valueCode", "deny");
        Terms.parameter(told, "reason").put("valueCode", overseen ? deny.reason() : deny.shownReason());
        Terms.parameter(told, "text").put("valueString", deny.text());
        rules(told, open || known < 0 ? deny.rules() : deny.rules().subList(0, known + 1));
    }

    private static void rules(ObjectNode told, List<String> rules) {
        rules.forEach(rule -> Terms.parameter(told, "rule").put("valueCode", rule));
    }

    private static void consents(ObjectNode told, Facts facts) {
        for (Objection objection : facts.objections()) {
            if (objection.concerns(facts.caller().organisation())) {
                Terms.parameter(told, "consent")
                        .putObject("valueReference")
                        .put("reference", "Consent/" + objection.id());
            }
        }
    }
}
