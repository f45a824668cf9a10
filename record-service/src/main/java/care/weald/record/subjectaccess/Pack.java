package care.weald.record.subjectaccess;

import care.weald.record.category.Category;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a copy has in it: what was held when it was asked for, without what is withheld and without a trace of that.
 *
 * @param patient the person's demographics
 * @param items in the order of their categories
 */
record Pack(Request request, ObjectNode patient, List<Item> items) {

    Pack {
        items = List.copyOf(items);
    }

    /** An item of it. */
    record Item(Category category, String organisation, String reference, ObjectNode resource) {}

    /** The items of a category. */
    List<Item> of(Category category) {
        return items.stream().filter(item -> item.category() == category).toList();
    }

    @Override
    public String toString() {
        return "Pack[***]";
    }
}
