package care.weald.consent.matrix;

import care.weald.consent.matrix.MatrixContent.Named;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The matrix as published: every cell with its level, its facets and its notes. */
final class MatrixJson {

    private static final Map<String, String> NOTES = Map.of(
            "review", "only after third-party and serious-harm review",
            "override", "only after an override",
            "duty", "only where the role has the duty",
            "overseas-visitor-team", "only for the overseas-visitor team");

    private MatrixJson() {}

    static ObjectNode of(AccessMatrix matrix) {
        MatrixContent content = matrix.content();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", content.version());
        texts(json.putArray("purposes"), content.purposes());
        levels(json.putObject("levels"));
        named(json.putArray("categories"), content.names().categories());
        named(json.putArray("facets"), content.names().facets());
        content.groups().forEach(group -> roleGroup(json.withArray("roleGroups").addObject(), group, content));
        for (Named category : content.names().categories()) {
            content.groups().forEach(group -> cell(json.withArray("cells"), lines(content, category, group)));
        }
        content.names().labels().forEach(label -> label(json.withArray("labels").addObject(), label, content));
        return json;
    }

    private static void levels(ObjectNode json) {
        json.put("F", "full")
                .put("K", "key facts only")
                .put("A", "administrative fields only")
                .put("B", "only after an override")
                .put("none", "nothing");
    }

    private static void label(ObjectNode json, Named label, MatrixContent content) {
        json.put("code", label.code()).put("name", label.name());
        texts(json.putArray("roleGroups"), content.labelGroups().getOrDefault(label.code(), Set.of()));
    }

    private static void named(ArrayNode array, List<Named> all) {
        all.forEach(one -> array.addObject().put("code", one.code()).put("name", one.name()));
    }

    private static void texts(ArrayNode array, Set<String> all) {
        all.stream().sorted().forEach(array::add);
    }

    private static void roleGroup(ObjectNode json, RoleGroup group, MatrixContent content) {
        json.put("code", group.code())
                .put("name", group.name())
                .put("kind", group.kind().word());
        ArrayNode roles = json.putArray("roles");
        content.roleGroupOf().entrySet().stream()
                .filter(entry -> entry.getValue().equals(group.code()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(roles::add);
    }

    private static List<Cell> lines(MatrixContent content, Named category, RoleGroup group) {
        return content.cells().stream()
                .filter(line -> line.category().equals(category.code())
                        && line.roleGroup().equals(group.code()))
                .toList();
    }

    private static void cell(ArrayNode cells, List<Cell> lines) {
        if (lines.isEmpty()) {
            return;
        }
        ObjectNode json = cells.addObject()
                .put("category", lines.getFirst().category())
                .put("roleGroup", lines.getFirst().roleGroup())
                .put("level", "none");
        ObjectNode facets = json.putObject("facets");
        ArrayNode conditional = json.putArray("conditional");
        for (Cell line : lines) {
            if (!line.condition().isEmpty()) {
                conditional(conditional.addObject(), line);
            } else if (line.facet().isEmpty()) {
                json.put("level", line.level().code());
            } else {
                facets.put(line.facet(), line.level().code());
            }
        }
    }

    private static void conditional(ObjectNode json, Cell line) {
        json.put("condition", line.condition())
                .put("level", line.level().code())
                .put("note", NOTES.getOrDefault(line.condition(), "only for this job role"));
    }
}
