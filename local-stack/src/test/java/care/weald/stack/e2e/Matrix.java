package care.weald.stack.e2e;

import care.weald.stack.Partners;
import care.weald.stack.Partners.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The published access matrix, as a reader of it would apply it: what a user sees of an item by job role alone. */
record Matrix(JsonNode json) {

    private static final String ORDER = "KF";

    /** An item as it is stored. */
    record Item(String type, String id, String category, String accessKey, Set<String> sensitivity) {

        Item {
            sensitivity = Set.copyOf(sensitivity);
        }
    }

    static Matrix published() {
        return new Matrix(Api.as("gp.bell").get("/access-matrix").json());
    }

    /** F, K, A, or nothing when it is not shown. */
    String level(String user, Item item) {
        User who = user(user);
        return hidden(who).stream().anyMatch(item.sensitivity()::contains) ? "" : level(who, item.accessKey());
    }

    private String level(User user, String key) {
        String category = key.replaceFirst("/.*", "");
        for (JsonNode cell : json.path("cells")) {
            if (cell.path("category").asText().equals(category)
                    && cell.path("roleGroup").asText().equals(group(user))) {
                String facet = cell.path("facets").path(key).asText("");
                return facet.isEmpty() ? shown(cell, user) : facet.replaceFirst("none|B", "");
            }
        }
        return "";
    }

    private static String shown(JsonNode cell, User user) {
        String level = cell.path("level").asText().replaceFirst("none|B", "");
        for (JsonNode line : cell.path("conditional")) {
            String other = line.path("level").asText();
            if (line.path("condition").asText().equals("role:" + user.role())
                    && ORDER.indexOf(other) > ORDER.indexOf(level)) {
                level = other;
            }
        }
        return level;
    }

    private Set<String> hidden(User user) {
        String group = group(user);
        return each("labels").stream()
                .filter(label -> texts(label.path("roleGroups")).stream().noneMatch(group::equals))
                .map(label -> label.path("code").asText())
                .collect(Collectors.toSet());
    }

    private String group(User user) {
        return each("roleGroups").stream()
                .filter(group -> texts(group.path("roles")).contains(user.role()))
                .map(group -> group.path("code").asText())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> each(String member) {
        return json.path(member).valueStream().toList();
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asText).toList();
    }

    private static User user(String name) {
        return Partners.users().stream()
                .filter(user -> user.user().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
