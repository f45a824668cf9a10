package care.weald.record.item;

import care.weald.record.category.Elements;
import care.weald.record.category.ItemType;
import care.weald.record.category.ItemType.ReferenceParameter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an item refers to by its search parameters; and which item it replaces and which documents it holds, which no
 * search asks for. Both lists have the same length.
 *
 * @param names the parameters, {@link #REPLACES} or {@link #CONTENT}
 * @param targets the numbers of the items, of the directory's entries, or of documents
 */
public record ItemReferences(List<String> names, List<UUID> targets) {

    /** Names what a document takes the place of ({@code relatesTo.code}). */
    public static final String REPLACES = "replaces";

    /** Names the documents that an item holds. */
    public static final String CONTENT = "content";

    public ItemReferences {
        names = List.copyOf(names);
        targets = List.copyOf(targets);
    }

    /** Reads the references of a resource in which they are those of the record. */
    public static ItemReferences of(ItemType type, JsonNode resource) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (ReferenceParameter parameter : type.references()) {
            for (JsonNode reference : Elements.at(resource, parameter.path())) {
                found.add(
                        parameter.name(),
                        target(parameter, reference.path("reference").asText("")));
            }
        }
        for (JsonNode relation : Elements.at(resource, List.of("relatesTo"))) {
            if (REPLACES.equals(relation.path("code").asText())) {
                String target = relation.path("target").path("reference").asText("");
                found.add(REPLACES, item(target, type.name()));
            }
        }
        for (List<String> path : type.attachments()) {
            for (JsonNode attachment : Elements.at(resource, path)) {
                found.add(CONTENT, item(attachment.path("url").asText(""), "Binary"));
            }
        }
        return new ItemReferences(found.names(), found.targets());
    }

    private record Found(List<String> names, List<UUID> targets) {

        void add(String name, Optional<UUID> target) {
            target.ifPresent(id -> {
                names.add(name);
                targets.add(id);
            });
        }
    }

    private static Optional<UUID> item(String reference, String type) {
        return reference.startsWith(type + "/")
                ? ItemId.parse(reference.substring(type.length() + 1).split("/", 2)[0])
                        .map(ItemId::item)
                : Optional.empty();
    }

    private static Optional<UUID> target(ReferenceParameter parameter, String reference) {
        if (!ItemType.DIRECTORY.contains(parameter.type())) {
            return item(reference, parameter.type());
        }
        return reference.startsWith(parameter.type() + "/")
                ? Crockford.decode(
                        reference.substring(parameter.type().length() + 1).split("/", 2)[0])
                : Optional.empty();
    }
}
