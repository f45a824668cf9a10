package care.weald.record.category;

import java.util.ArrayList;
import java.util.List;

/** The parts of categories that the access matrix may name. */
public final class Facets {

    /** Every facet, as {@code category/facet}. */
    public static final List<String> ALL = List.of(
            "cat-10/allergy",
            "cat-10/staff-safety",
            "cat-11/immunisation",
            "cat-15/care-plan",
            "cat-15/discharge",
            "cat-15/mha",
            "cat-15/social",
            "cat-15/tep");

    private Facets() {}

    /** Every access key an item can have: each category, then each facet. */
    public static List<String> accessKeys() {
        List<String> keys = new ArrayList<>();
        for (Category category : Category.values()) {
            keys.add(category.code());
        }
        keys.addAll(ALL);
        return keys;
    }
}
