package care.weald.record.hl7v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HL7's data types as FHIR's. What comes out is never empty: an empty value has no element. */
final class Types {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SECOND_CODING = 4;
    private static final Map<String, String> NAME_USES =
            Map.of("L", "official", "D", "usual", "M", "maiden", "N", "nickname", "A", "nickname", "B", "old");
    private static final Map<String, String> ADDRESS_USES =
            Map.of("H", "home", "HOME", "home", "P", "home", "O", "work", "B", "work", "C", "temp", "BA", "old");
    private static final Map<String, String> PHONES =
            Map.of("PH", "phone", "CP", "phone", "FX", "fax", "BP", "pager", "INTERNET", "email", "X.400", "email");

    private final Systems systems;
    private final String fallback;

    /** With {@code fallback} as the system of identifiers that no authority is named for. */
    Types(Systems systems, String fallback) {
        this.systems = systems;
        this.fallback = fallback;
    }

    Systems systems() {
        return systems;
    }

    /** CX or EI-like: number and authority ({@code authority}: its component). */
    Optional<ObjectNode> identifier(Value value, int authority) {
        String number = value.text(1);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.objectNode()
                        .put("system", system(value, authority))
                        .put("value", number));
    }

    /** EI: entity identifier, name space, universal id and its type; its components 2 to 4 are one authority. */
    Optional<ObjectNode> entity(Value value) {
        String number = value.text(1);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Delimiters by = value.delimiters();
        char separator = by.subcomponent() == '\0' ? '&' : by.subcomponent();
        Value authority = new Value(
                value.component(2).raw() + separator + value.component(3).raw(),
                new Delimiters(by.field(), by.component(), by.repetition(), by.escape(), separator),
                value.place(),
                1);
        return Optional.of(JSON.objectNode()
                .put("system", systems.authority(authority, fallback))
                .put("value", number));
    }

    private String system(Value value, int authority) {
        return systems.authority(value.component(authority), fallback);
    }

    /** CE, CWE or CNE: up to two codings and a text. */
    Optional<ObjectNode> concept(Value value) {
        return concept(value, "");
    }

    /** The same; a code without a system is of {@code table}, when that is not empty. */
    Optional<ObjectNode> concept(Value value, String table) {
        ArrayNode codings = JSON.arrayNode();
        coding(value, 1, table, codings);
        coding(value, SECOND_CODING, "", codings);
        String text = Stream.of(9, 2, 5, 1)
                .map(value::text)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode concept = JSON.objectNode();
        if (!codings.isEmpty()) {
            concept.set("coding", codings);
        }
        return Optional.of(concept.put("text", text));
    }

    private void coding(Value value, int first, String table, ArrayNode codings) {
        String code = value.text(first);
        String named = systems.coding(value.text(first + 2));
        String system = named.isEmpty() ? table : named;
        if (!code.isEmpty() && !code.contains("  ") && !code.contains("\n")) {
            ObjectNode coding = codings.addObject();
            put(coding, "system", system);
            coding.put("code", code);
            put(coding, "display", value.text(first + 1));
        }
    }

    /** XPN. */
    static Optional<ObjectNode> name(Value value) {
        ObjectNode name = JSON.objectNode();
        put(name, "use", NAME_USES.getOrDefault(value.text(7), ""));
        put(name, "family", value.text(1));
        array(name, "given", Stream.of(value.text(2), value.text(3)));
        array(name, "prefix", Stream.of(value.text(5)));
        array(name, "suffix", Stream.of(value.text(4), value.text(6)));
        return name.has("family") || name.has("given") ? Optional.of(name) : Optional.empty();
    }

    /** XAD. */
    static Optional<ObjectNode> address(Value value) {
        ObjectNode address = JSON.objectNode();
        put(address, "use", ADDRESS_USES.getOrDefault(value.text(7), ""));
        array(address, "line", Stream.of(value.text(1), value.text(2)));
        put(address, "city", value.text(3));
        put(address, "district", value.text(9));
        put(address, "state", value.text(4));
        put(address, "postalCode", value.text(5));
        put(address, "country", value.text(6));
        boolean isSomewhere = address.size() > (address.has("use") ? 1 : 0);
        return isSomewhere ? Optional.of(address) : Optional.empty();
    }

    /** XTN, whose use is {@code use} unless it says another. */
    static Optional<ObjectNode> telecom(Value value, String use) {
        String parts = Stream.of(5, 6, 7)
                .map(value::text)
                .collect(Collectors.joining(" "))
                .strip();
        String number = Stream.of(value.text(1), value.text(12), value.text(4), parts)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        String equipment = PHONES.getOrDefault(value.text(3).toUpperCase(java.util.Locale.ROOT), "");
        boolean isMail = number.contains("@");
        String said = value.text(2);
        return Optional.of(JSON.objectNode()
                .put("system", isMail ? "email" : equipment.isEmpty() ? "phone" : equipment)
                .put("value", number)
                .put(
                        "use",
                        value.text(3).equals("CP")
                                ? "mobile"
                                : said.equals("WPN") || said.equals("BPN") ? "work" : use));
    }

    /** XCN: a person by number and name, as a reference that is a name and no link. */
    Optional<ObjectNode> person(Value value, String type) {
        String display = Stream.of(6, 3, 4, 2)
                .map(value::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        Optional<ObjectNode> identifier = identifier(value, 9);
        String shown = display.isEmpty() ? value.text(1) : display;
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode reference = JSON.objectNode().put("type", type);
        identifier.ifPresent(known -> reference.set("identifier", known));
        return Optional.of(reference.put("display", shown));
    }

    /** PL: a place, as its words. */
    static Optional<ObjectNode> place(Value value) {
        String words = Stream.of(4, 7, 8, 1, 2, 3, 9)
                .map(value::text)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.objectNode().put("display", words));
    }

    /** Sets a text that is not empty. */
    static void put(ObjectNode node, String name, String text) {
        if (!text.isBlank()) {
            node.put(name, text);
        }
    }

    /** Sets what is there. */
    static void set(ObjectNode node, String name, Optional<ObjectNode> value) {
        value.ifPresent(known -> node.set(name, known));
    }

    /** Sets a list of what is there, unless it is empty. */
    static void list(ObjectNode node, String name, List<ObjectNode> values) {
        if (!values.isEmpty()) {
            node.putArray(name).addAll(values);
        }
    }

    private static void array(ObjectNode node, String name, Stream<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.filter(text -> !text.isBlank()).forEach(array::add);
        if (!array.isEmpty()) {
            node.set(name, array);
        }
    }
}
