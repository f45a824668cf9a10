package care.weald.record.search;

import care.weald.record.category.ItemType;
import care.weald.record.category.ItemType.Column;
import care.weald.record.item.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The closed list of search parameters: for each type those that R4 gives it, and those that every type has. Of the latter
 * {@code code}, {@code category} and {@code date} mean, where R4 calls it otherwise, what the type has of the kind.
 */
final class SearchParameter {

    /** The reference parameters that a search may name; the others only include. */
    static final Set<String> REFERENCES = Set.of("encounter", "context", "item", "relatesto");

    private SearchParameter() {}

    /** What a parameter asks. One that is not on the list, or has a modifier, is refused. */
    static Condition read(ItemType type, String name, String value, Instant now) {
        return switch (name) {
            case "_id" -> new Condition.Id(ids(name, value, ""));
            case "_lastUpdated" -> new Condition.LastUpdated(Moment.parse(name, value, now));
            case "_security" -> new Condition.Security(Tokens.parse(name, value));
            default -> own(type, name, value, now);
        };
    }

    private static Condition own(ItemType type, String name, String value, Instant now) {
        Column column = type.tokens().get(name);
        if (column != null) {
            return new Condition.OfToken(column, Tokens.parse(name, value));
        }
        if (type.further().containsKey(name)) {
            return new Condition.Further(name, Tokens.parse(name, value));
        }
        for (int i = 0; i < type.times().size(); i++) {
            if (type.times().get(i).name().equals(name)) {
                boolean shown = type.times().get(i).isShownAlways();
                return new Condition.Time(i == 0, shown, Moment.parse(name, value, now));
            }
        }
        if (REFERENCES.contains(name)) {
            Optional<ItemType.ReferenceParameter> reference = type.reference(name);
            if (reference.isPresent()) {
                return new Condition.Refers(
                        name, ids(name, value, reference.get().type() + "/"));
            }
        }
        return common(name, value, now);
    }

    private static Condition common(String name, String value, Instant now) {
        return switch (name) {
            case "code" -> new Condition.OfToken(Column.CODE, Tokens.parse(name, value));
            case "category" -> new Condition.OfToken(Column.CATEGORY, Tokens.parse(name, value));
            case "date" -> new Condition.AnyTime(Moment.parse(name, value, now));
            default -> throw new BadParameter(name, "There is no such search parameter or modifier here");
        };
    }

    /** Ids with or without their type or a base before it; what is no id of ours finds nothing. */
    private static List<ItemId> ids(String name, String value, String type) {
        return Values.alternatives(name, value).stream()
                .map(one -> type.isEmpty() || !one.contains(type)
                        ? one
                        : one.substring(one.lastIndexOf(type) + type.length()))
                .flatMap(one -> ItemId.parse(one).stream())
                .toList();
    }
}
