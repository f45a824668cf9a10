package care.weald.record.category;

import java.util.Set;

/**
 * Where an item belongs and how closely it is kept.
 *
 * @param category its information category
 * @param facet the part of the category that the access matrix may name, or empty
 * @param confidentiality the v3-Confidentiality code of {@code meta.security}: the highest of rule, source and content
 * @param labels v3-ActCode sensitivity codes of {@code meta.security}
 * @param sensitivity what hides it beyond its category: R, V and the labels
 */
public record Classification(
        Category category, String facet, char confidentiality, Set<String> labels, Set<String> sensitivity) {

    public Classification {
        labels = Set.copyOf(labels);
        sensitivity = Set.copyOf(sensitivity);
    }

    /** What the permit's levels are looked up by: {@code cat-11/immunisation} or {@code cat-11}. */
    public String accessKey() {
        return facet.isEmpty() ? category.code() : category.code() + "/" + facet;
    }
}
