package care.weald.record.category;

import java.util.HashSet;
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

    /** Kept as closely as this and the other together: the category that is kept more closely, every label of both. */
    public Classification with(Classification other) {
        boolean same = accessKey().equals(other.accessKey());
        boolean others = other.category.rank() > category.rank();
        Set<String> all = new HashSet<>(labels);
        all.addAll(other.labels);
        Set<String> hiding = new HashSet<>(sensitivity);
        hiding.addAll(other.sensitivity);
        return new Classification(
                others ? other.category : category,
                others ? other.facet : same ? facet : "",
                Classifier.higher(confidentiality, other.confidentiality),
                all,
                hiding);
    }

    /**
     * What this becomes where {@code other} is how it would be labelled now: every label of both, the higher confidentiality, and
     * the other's category only where that is kept more closely. Nothing is lowered.
     */
    public Classification raisedBy(Classification other) {
        boolean others = other.category.rank() > category.rank();
        Set<String> all = new HashSet<>(labels);
        all.addAll(other.labels);
        Set<String> hiding = new HashSet<>(sensitivity);
        hiding.addAll(other.sensitivity);
        return new Classification(
                others ? other.category : category,
                others ? other.facet : facet,
                Classifier.higher(confidentiality, other.confidentiality),
                all,
                hiding);
    }

    /** What the permit's levels are looked up by: {@code cat-11/immunisation} or {@code cat-11}. */
    public String accessKey() {
        return facet.isEmpty() ? category.code() : category.code() + "/" + facet;
    }
}
