package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One segment.
 *
 * @param number which of its name it is in the message, counted from 1
 * @param fields the raw fields; the first is the name, so that a field's number is its index (in MSH too)
 */
record Segment(String name, int number, List<String> fields, Delimiters delimiters) {

    Segment {
        fields = List.copyOf(fields);
    }

    /** Where the segment stands: {@code OBX[2]}, or {@code PID} for the first. */
    String place() {
        return number == 1 ? name : name + "[" + number + "]";
    }

    /** Where one of its fields stands. */
    String place(int field) {
        return place() + "-" + field;
    }

    /** The first repetition of a field; empty when there is none. */
    Value field(int field) {
        return new Value(Value.split(raw(field), delimiters.repetition()).getFirst(), delimiters, place(field), 0);
    }

    /** The repetitions of a field that are not empty. */
    List<Value> all(int field) {
        List<String> parts = Value.split(raw(field), delimiters.repetition());
        return IntStream.range(0, parts.size())
                .mapToObj(i -> new Value(parts.get(i), delimiters, place(field), 0))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The text of a field's first component. */
    String text(int field) {
        return field(field).text();
    }

    /** The field as it came. */
    String raw(int field) {
        return field < fields.size() ? fields.get(field) : "";
    }

    /** The field, which MUST be there. */
    Value required(int field, String what) {
        Value value = field(field);
        if (value.isEmpty()) {
            throw Refusal.faulty(Flaw.MISSING, place(field), what + " is missing");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Segment[" + place() + "]";
    }
}
