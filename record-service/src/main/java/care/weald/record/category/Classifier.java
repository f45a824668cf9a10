package care.weald.record.category;

import care.weald.record.category.CategoryRules.Rule;
import care.weald.record.category.ContentLabels.ContentLabel;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Gives an item its category and labels. A source's own labels and what the codes say only ever raise how closely it is
 * kept. What is safety-critical (class N3: allergies, immunisations, treatment escalation plans) only a source's own V
 * hides (capabilities.md, e.1).
 */
public final class Classifier {

    /** FHIR's system of confidentiality codes. */
    public static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    /** FHIR's system of sensitivity codes. */
    public static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private static final String ORDER = "ULMNRV";
    private static final Set<String> LABELS = Set.of("PSY", "ETH", "SDV", "HIV", "STD", "SEX", "PREGNANT");
    private static final Set<String> SUBSTANCE = Set.of("ETHUD", "OPIOIDUD");

    private Classifier() {}

    /** What classifying says: where an item belongs, or why it cannot be taken. */
    public sealed interface Result {

        /** The item belongs here. */
        record Classified(Classification classification) implements Result {}

        /** No rule takes it, or it has a label that is not understood. */
        record Unclassified(Fault fault) implements Result {}
    }

    /** What the source itself says in {@code meta.security}, and of a document in {@code securityLabel} (IHE MHD). */
    private record SourceLabels(List<Category> categories, char confidentiality, Set<String> labels) {}

    /** Classifies a resource that passed the structure check. */
    public static Result classify(ItemFacts facts, ObjectNode resource) {
        Optional<Rule> rule = CategoryRules.rule(facts, resource);
        if (rule.isEmpty()) {
            return new Result.Unclassified(Fault.unprocessable("", "No information category takes this resource"));
        }
        for (JsonNode coding : labels(resource)) {
            LabelSystem system = LabelSystem.of(coding.path("system").asText());
            boolean category = system == LabelSystem.CATEGORY;
            boolean level = system == LabelSystem.CONFIDENTIALITY;
            String code = coding.path("code").asText();
            if ((category && Category.of(code).isEmpty()) || (level && (code.length() != 1 || !ORDER.contains(code)))) {
                return new Result.Unclassified(Fault.unprocessable("meta.security", "A label is not known"));
            }
        }
        return new Result.Classified(classification(facts, rule.get(), sourceLabels(resource)));
    }

    /** Tells the rules apart from those of another version: a digest of what they are kept in (SHA-256, hexadecimal). */
    public static String rules() {
        return Data.digest("category-rules.json", "item-labels.json", "item-types.json");
    }

    /** The categories that items of a type have, unless their source says another. */
    public static List<Category> categories(ItemType type) {
        return CategoryRules.categories(type.name());
    }

    private static Classification classification(ItemFacts facts, Rule rule, SourceLabels source) {
        boolean safetyCritical = rule.sensitivity() == Sensitivity.N3;
        Category category = category(rule, source, safetyCritical);
        boolean ruled = category == rule.category();
        char nature = rule.sensitivity().confidentiality();
        nature = ruled ? nature : higher(nature, category.confidentiality());
        Set<String> labels = new HashSet<>(source.labels());
        char own = safetyCritical ? source.confidentiality() : labelled(facts, rule, labels, source.confidentiality());
        char given = ruled && !rule.facet().isEmpty() ? nature : category.confidentiality();
        Set<String> sensitivity = safetyCritical
                ? own == 'V' ? Set.of("V") : Set.of()
                : sensitivity(category, given, labels, higher(own, nature));
        if (category == Category.CAT_20) {
            labels.add("PSY");
        }
        return new Classification(category, ruled ? rule.facet() : "", higher(own, nature), labels, sensitivity);
    }

    /** The rule's category, or the one that the source names and that is kept as closely. */
    private static Category category(Rule rule, SourceLabels source, boolean safetyCritical) {
        Category category = rule.category();
        for (Category named : source.categories()) {
            if (named.rank() >= category.rank() && (!safetyCritical || named.confidentiality() == 'V')) {
                category = named;
            }
        }
        return category;
    }

    /** Adds what the rule and the codes say to {@code labels}; answers how closely that is kept. */
    private static char labelled(ItemFacts facts, Rule rule, Set<String> labels, char own) {
        char highest = rule.labels().isEmpty() ? own : higher(own, 'R');
        labels.addAll(rule.labels());
        for (ContentLabel label : ContentLabels.of(facts)) {
            labels.add(label.code());
            highest = higher(highest, label.veryRestricted() ? 'V' : 'R');
        }
        return highest;
    }

    /** What hides it beyond what the access matrix says of its category, or of the facet that has a class of its own. */
    private static Set<String> sensitivity(Category category, char given, Set<String> labels, char own) {
        Set<String> beyond = new HashSet<>();
        if (ORDER.indexOf(own) > ORDER.indexOf(given)) {
            beyond.add(String.valueOf(own));
        }
        for (String label : labels) {
            if (category != Category.CAT_20 || !"PSY".equals(label)) {
                beyond.add(LABELS.contains(label) ? label : "R");
                beyond.add(own == 'V' ? "V" : "R");
            }
        }
        return beyond;
    }

    private static SourceLabels sourceLabels(ObjectNode resource) {
        List<Category> categories = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        char confidentiality = 'U';
        for (JsonNode coding : labels(resource)) {
            String code = coding.path("code").asText();
            switch (LabelSystem.of(coding.path("system").asText())) {
                case CATEGORY -> Category.of(code).ifPresent(categories::add);
                case CONFIDENTIALITY -> confidentiality = higher(confidentiality, code.charAt(0));
                case SENSITIVITY -> labels.add(label(code));
                case OTHER -> {
                    String unknown = code.strip().toUpperCase(Locale.ROOT);
                    if (unknown.equals("R") || unknown.equals("V")) {
                        confidentiality = higher(confidentiality, unknown.charAt(0));
                    } else if (LABELS.contains(label(unknown))) {
                        labels.add(label(unknown));
                    }
                }
            }
        }
        char own = labels.isEmpty() ? confidentiality : higher(confidentiality, 'R');
        return new SourceLabels(categories, own, labels);
    }

    private static List<JsonNode> labels(ObjectNode resource) {
        List<JsonNode> labels = new ArrayList<>(Elements.at(resource, List.of("meta", "security")));
        labels.addAll(Elements.at(resource, List.of("securityLabel", "coding")));
        return labels;
    }

    private static String label(String code) {
        return SUBSTANCE.contains(code) ? "ETH" : code;
    }

    static char higher(char one, char other) {
        return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
    }
}
