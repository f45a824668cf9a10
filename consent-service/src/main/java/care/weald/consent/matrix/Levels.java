package care.weald.consent.matrix;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The level a caller has for each category ({@code cat-11}) and facet ({@code cat-11/immunisation}). A category that is
 * not there is not shown; a facet that is not there has its category's level.
 */
public record Levels(SortedMap<String, Level> byCode) {

    /** Nothing at all. */
    public static final Levels NOTHING = new Levels(new TreeMap<>());

    public Levels {
        byCode = Collections.unmodifiableSortedMap(new TreeMap<>(byCode));
    }

    /**
     * Keeps of {@code found} what is shown. A facet that is hidden where its category is not takes the category's own
     * level away, for a permit cannot say that a facet has less than its category: its other named facets stay.
     */
    static Levels shown(Map<String, Level> found) {
        SortedMap<String, Level> kept = new TreeMap<>(found);
        found.forEach((code, level) -> {
            if (!level.isShown()) {
                kept.remove(code);
                kept.remove(category(code));
            }
        });
        return new Levels(kept);
    }

    /** The level for a category or facet. */
    public Level of(String code) {
        Level own = byCode.get(code);
        return own != null ? own : byCode.getOrDefault(category(code), Level.NONE);
    }

    /** True when no category and no facet is shown. */
    public boolean isEmpty() {
        return byCode.isEmpty();
    }

    /** The same less these categories and their facets. */
    public Levels without(Set<String> categories) {
        if (categories.isEmpty()) {
            return this;
        }
        SortedMap<String, Level> kept = new TreeMap<>(byCode);
        kept.keySet().removeIf(code -> categories.contains(category(code)));
        return new Levels(kept);
    }

    /** What both allow: the lower level for each category and facet. */
    public Levels stricter(Levels other) {
        Set<String> codes = new TreeSet<>(byCode.keySet());
        codes.addAll(other.byCode.keySet());
        SortedMap<String, Level> both = new TreeMap<>();
        codes.forEach(code -> both.put(code, of(code).stricter(other.of(code))));
        return shown(both);
    }

    private static String category(String code) {
        int slash = code.indexOf('/');
        return slash < 0 ? code : code.substring(0, slash);
    }
}
