package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** OBX-5 as {@code Observation.value[x]}, by the type that OBX-2 says it has. */
final class ResultValue {

    private static final Pattern NUMBER = Pattern.compile("([<>]=?)?\\s*([+-]?[0-9]{1,18}(?:\\.[0-9]{1,18})?)");
    private static final Pattern RANGE =
            Pattern.compile("\\s*(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)\\s*-\\s*(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)\\s*");
    private static final Map<String, String> UNITS = Map.of("UCUM", "http://unitsofmeasure.org");

    private final Types types;
    private final Segment obx;

    ResultValue(Types types, Segment obx) {
        this.types = types;
        this.obx = obx;
    }

    /** Sets the value of {@code observation}, if there is one. */
    void set(ObjectNode observation) {
        List<Value> values = obx.all(5);
        if (values.isEmpty()) {
            return;
        }
        switch (obx.text(2)) {
            case "NM" -> number(observation, values);
            case "SN" -> structured(observation, values.getFirst());
            case "CE", "CWE", "CNE", "CF", "IS", "ID" -> coded(observation, values);
            case "DT", "TS", "DTM" ->
                Moments.dateTime(values.getFirst()).ifPresent(moment -> observation.put("valueDateTime", moment));
            case "ST", "TX", "FT", "TM", "EI", "CX", "XCN", "XPN", "XAD", "XTN", "XON", "HD", "PL" ->
                text(observation, values);
            case "" -> throw Refusal.faulty(Flaw.MISSING, obx.place(2), "The type of the result is missing");
            default -> throw Refusal.faulty(Flaw.TABLE_VALUE, obx.place(2), "A result of this type is not taken here");
        }
    }

    /** Several numbers, and what is no number, stay as words. */
    private void number(ObjectNode observation, List<Value> values) {
        Matcher form = NUMBER.matcher(values.getFirst().text());
        if (values.size() > 1 || !form.matches()) {
            text(observation, values);
            return;
        }
        observation.set("valueQuantity", quantity(observation, form.group(1), form.group(2)));
    }

    private ObjectNode quantity(ObjectNode parent, @Nullable String comparator, String digits) {
        ObjectNode quantity = parent.objectNode().put("value", new BigDecimal(digits));
        if (comparator != null) {
            quantity.put("comparator", comparator);
        }
        Value unit = obx.field(6);
        String words = unit.text(2).isEmpty() ? unit.text(1) : unit.text(2);
        Types.put(quantity, "unit", words);
        String system = UNITS.getOrDefault(unit.text(3), "");
        if (!system.isEmpty() && !unit.text(1).isEmpty() && !unit.text(1).contains(" ")) {
            quantity.put("system", system).put("code", unit.text(1));
        }
        return quantity;
    }

    /** SN: comparator, number, separator, number (v2.5.1, 2.A.69). */
    private void structured(ObjectNode observation, Value value) {
        String comparator = value.text(1);
        Matcher first = NUMBER.matcher(value.text(2));
        Matcher second = NUMBER.matcher(value.text(4));
        boolean isComparable =
                comparator.isEmpty() || List.of("<", ">", "<=", ">=", "=").contains(comparator);
        if (!first.matches() || !isComparable) {
            text(observation, List.of(value));
        } else if (second.matches() && value.text(3).equals("-") && comparator.isEmpty()) {
            ObjectNode range = observation.putObject("valueRange");
            range.set("low", quantity(observation, null, first.group(2)));
            range.set("high", quantity(observation, null, second.group(2)));
        } else if (second.matches()
                && (value.text(3).equals(":") || value.text(3).equals("/"))) {
            ObjectNode ratio = observation.putObject("valueRatio");
            ratio.set("numerator", quantity(observation, null, first.group(2)));
            ratio.putObject("denominator").put("value", new BigDecimal(second.group(2)));
        } else if (!value.text(3).isEmpty()) {
            text(observation, List.of(value));
        } else {
            observation.set(
                    "valueQuantity",
                    quantity(
                            observation,
                            comparator.isEmpty() || comparator.equals("=") ? null : comparator,
                            first.group(2)));
        }
    }

    private void coded(ObjectNode observation, List<Value> values) {
        Optional<ObjectNode> concept = types.concept(values.getFirst());
        if (values.size() > 1 || concept.isEmpty()) {
            text(observation, values);
        } else {
            observation.set("valueCodeableConcept", concept.get());
        }
    }

    private void text(ObjectNode observation, List<Value> values) {
        String words = values.stream().map(ResultValue::words).collect(Collectors.joining("\n"));
        Types.put(observation, "valueString", words.strip());
    }

    private static String words(Value value) {
        String component = String.valueOf(value.delimiters().component());
        return value.whole().replace(component, " ").strip();
    }

    /** OBX-7 as a reference range; numbers where it has two. */
    Optional<ObjectNode> range(ObjectNode parent) {
        String words = obx.field(7).whole().strip();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode range = parent.objectNode();
        Matcher form = RANGE.matcher(words);
        if (form.matches()) {
            range.set("low", quantity(parent, null, form.group(1)));
            range.set("high", quantity(parent, null, form.group(2)));
        }
        return Optional.of(range.put("text", words));
    }
}
