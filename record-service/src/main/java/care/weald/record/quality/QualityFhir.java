package care.weald.record.quality;

import care.weald.record.category.Category;
import care.weald.record.quality.FaultRepository.Tally;
import care.weald.record.quality.FaultRepository.Work;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what is wrong as FHIR: a MeasureReport of an organisation, a Task for one fault of one item. No content. */
final class QualityFhir {

    /** The code of the Tasks. */
    static final String CORRECT = "correct-data";

    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String MEASURE = "https://weald.care/Measure/data-quality";
    private static final String TASK_CODES = "https://weald.care/CodeSystem/task-code";
    private static final String RULES = "https://weald.care/CodeSystem/data-quality-rule";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";

    private QualityFhir() {}

    /** The report of one organisation before a moment: items by category, how many have a fault, and which. */
    static ObjectNode report(String organisation, List<Tally> tallies, Instant from, Instant before) {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("resourceType", "MeasureReport");
        report.put(
                "id",
                UUID.nameUUIDFromBytes((organisation + from + before).getBytes(StandardCharsets.UTF_8))
                        .toString());
        report.put("status", "complete").put("type", "summary").put("measure", MEASURE);
        report.put("date", before.toString());
        report.putObject("reporter").put("type", "Organization").set("identifier", ods(organisation));
        report.putObject("period").put("start", from.toString()).put("end", before.toString());
        report.set(
                "improvementNotation",
                concept("http://terminology.hl7.org/CodeSystem/measure-improvement-notation", "decrease", ""));
        Map<String, List<Tally>> byCategory =
                tallies.stream().collect(Collectors.groupingBy(Tally::category, TreeMap::new, Collectors.toList()));
        byCategory.forEach((category, own) -> group(report.withArray("/group").addObject(), category, own));
        return report;
    }

    private static void group(ObjectNode group, String category, List<Tally> tallies) {
        String title = Category.of(category).map(Category::title).orElse("");
        group.set("code", concept(Category.SYSTEM, category, title));
        long items = tallies.stream()
                .filter(tally -> tally.rule().isEmpty())
                .mapToLong(Tally::items)
                .sum();
        long faulty = tallies.stream().mapToLong(Tally::firstOf).sum();
        ArrayNode population = group.putArray("population");
        population(population, "denominator", items);
        population(population, "numerator", faulty);
        if (items > 0) {
            group.putObject("measureScore").put("value", Math.round(10_000.0 * faulty / items) / 10_000.0);
        }
        List<Tally> faults =
                tallies.stream().filter(tally -> !tally.rule().isEmpty()).toList();
        if (!faults.isEmpty()) {
            ObjectNode stratifier = group.putArray("stratifier").addObject();
            stratifier.putArray("code").addObject().put("text", "fault");
            ArrayNode strata = stratifier.putArray("stratum");
            faults.forEach(fault -> stratum(strata.addObject(), fault));
        }
    }

    private static void stratum(ObjectNode stratum, Tally fault) {
        stratum.set("value", rule(fault.rule()));
        population(stratum.putArray("population"), "numerator", fault.items());
    }

    private static void population(ArrayNode populations, String code, long count) {
        ObjectNode population = populations.addObject();
        population.set("code", concept(POPULATION, code, ""));
        population.put("count", count);
    }

    /** One fault of one item: {@code requested} while it is there, {@code completed} once a version put it right. */
    static ObjectNode task(Work work, String rule) {
        ObjectNode task = JsonNodeFactory.instance.objectNode().put("resourceType", "Task");
        task.put("id", work.item() + "-" + rule);
        task.put("status", work.closed().isPresent() ? "completed" : "requested")
                .put("intent", "order");
        task.set("code", concept(TASK_CODES, CORRECT, "Correct an item at its source"));
        QualityRules.rule(rule).ifPresent(known -> task.put("description", known.says()));
        task.putObject("focus").put("reference", work.type() + "/" + work.item());
        task.put("authoredOn", work.opened().toString());
        task.put("lastModified", work.closed().orElse(work.opened()).toString());
        task.putObject("owner").put("type", "Organization").set("identifier", ods(work.organisation()));
        task.set("reasonCode", rule(rule));
        QualityRules.rule(rule).ifPresent(known -> {
            ObjectNode input = task.putArray("input").addObject();
            input.putObject("type").put("text", "element");
            input.put("valueString", known.place(work.type()));
        });
        return task;
    }

    private static ObjectNode rule(String code) {
        return QualityRules.rule(code)
                .map(rule -> concept(RULES, rule.name(), rule.says()).put("text", rule.of()))
                .orElseGet(() -> concept(RULES, code, ""));
    }

    private static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = JsonNodeFactory.instance.objectNode();
        ObjectNode coding =
                concept.putArray("coding").addObject().put("system", system).put("code", code);
        if (!display.isEmpty()) {
            coding.put("display", display);
        }
        return concept;
    }

    private static ObjectNode ods(String organisation) {
        return JsonNodeFactory.instance.objectNode().put("system", ODS).put("value", organisation);
    }
}
