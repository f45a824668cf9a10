package care.weald.record.structure;

import care.weald.record.structure.StructureTable.Element;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a resource against FHIR R4: no unknown element, right JSON types and cardinality, one value of a choice, values
 * that the primitive type allows, codes of required bindings. It MUST NOT repeat a value in what it says.
 */
public final class StructureCheck {

    private StructureCheck() {}

    /** The first fault of {@code resource}, its place beginning below the resource; empty when there is none. */
    public static Optional<Fault> check(ObjectNode resource) {
        return Optional.ofNullable(resource(resource, false));
    }

    /** True when R4's table here has a resource type of this name. */
    public static boolean knows(String type) {
        return StructureTable.R4.resource(type).isPresent();
    }

    /** True when a resource of this type may have an element of this name. */
    public static boolean has(String type, String element) {
        return StructureTable.R4
                .resource(type)
                .filter(known -> known.elements().containsKey(element))
                .isPresent();
    }

    private static @Nullable Fault resource(JsonNode node, boolean contained) {
        if (!(node instanceof ObjectNode object) || !object.path("resourceType").isTextual()) {
            return Fault.invalid("resourceType", "A resource has a resourceType");
        }
        String name = object.path("resourceType").textValue();
        if (contained && "Patient".equals(name)) {
            return Fault.unprocessable("", "A contained Patient cannot be linked to a person");
        }
        Optional<StructureTable.Type> type = StructureTable.R4.resource(name);
        if (type.isEmpty()) {
            return Fault.unprocessable("resourceType", "This type of resource is not taken here");
        }
        if (contained && object.has("contained")) {
            return Fault.invalid("contained", "A contained resource contains no other");
        }
        return object(object, type.get());
    }

    private static @Nullable Fault object(ObjectNode node, StructureTable.Type type) {
        if (node.isEmpty()) {
            return Fault.invalid("", "An element is empty");
        }
        Set<String> choices = null;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            if (type.resource() && "resourceType".equals(name)) {
                continue;
            }
            boolean shadow = name.startsWith("_");
            Element element = type.elements().get(shadow ? name.substring(1) : name);
            if (element == null) {
                return Fault.invalid(known(name), "There is an element that R4 does not have here");
            }
            if (!element.choice().isEmpty() && !shadow) {
                choices = choices == null ? new HashSet<>() : choices;
                if (!choices.add(element.choice())) {
                    return Fault.invalid(element.choice() + "[x]", "There is more than one value of a choice");
                }
            }
            Fault fault = shadow
                    ? shadow(element, member.getValue())
                    : values(element, member.getValue(), node.get("_" + name));
            if (fault != null) {
                return fault.under(name);
            }
        }
        return missing(node, type);
    }

    /** A name is shown only when it looks like one of FHIR's, so that no value hides in it. */
    private static String known(String name) {
        return name.length() <= 40 && name.chars().allMatch(c -> c < 128 && (Character.isLetter(c) || c == '_'))
                ? name
                : "";
    }

    private static @Nullable Fault missing(ObjectNode node, StructureTable.Type type) {
        for (List<String> group : type.required()) {
            if (group.stream().noneMatch(name -> node.has(name) || node.has("_" + name))) {
                return Fault.invalid(group.getFirst(), "A required element is missing");
            }
        }
        return null;
    }

    private static @Nullable Fault values(Element element, JsonNode value, @Nullable JsonNode shadow) {
        if (element.many() != value.isArray()) {
            return Fault.invalid("", element.many() ? "A list is wanted here" : "One value is wanted here, not a list");
        }
        if (!element.many()) {
            return value(element, value);
        }
        if (value.isEmpty()) {
            return Fault.invalid("", "A list is empty");
        }
        for (int i = 0; i < value.size(); i++) {
            boolean onlyExtended =
                    value.get(i).isNull() && shadow != null && shadow.path(i).isObject();
            Fault fault = onlyExtended ? null : value(element, value.get(i));
            if (fault != null) {
                return fault.under("[" + i + "]");
            }
        }
        return null;
    }

    private static @Nullable Fault value(Element element, JsonNode value) {
        if ("Resource".equals(element.type())) {
            return resource(value, true);
        }
        if (element.isPrimitive()) {
            boolean allowed = Primitives.allows(element.type(), value)
                    && (element.codes().isEmpty() || element.codes().contains(value.textValue()));
            return allowed ? null : Fault.invalid("", "The value cannot be a " + element.type() + " of this element");
        }
        return value instanceof ObjectNode object
                ? object(object, StructureTable.R4.type(element.type()))
                : Fault.invalid("", "An object is wanted here");
    }

    /** The {@code _name} of a primitive: its id and extensions (FHIR R4 JSON, 2.6.2.3). */
    private static @Nullable Fault shadow(Element element, JsonNode value) {
        if (!element.isPrimitive() || element.many() != value.isArray()) {
            return Fault.invalid("", "Extensions of a value do not fit it");
        }
        for (JsonNode one : element.many() ? value : List.of(value)) {
            if (one instanceof ObjectNode object) {
                Fault fault = object(object, StructureTable.R4.type("Element"));
                if (fault != null) {
                    return fault;
                }
            } else if (!element.many() || !one.isNull()) {
                return Fault.invalid("", "Extensions of a value do not fit it");
            }
        }
        return null;
    }
}
