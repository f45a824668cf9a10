package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a rule fits. An empty set asks nothing; all that ask MUST hold.
 *
 * @param codes one is among what it is about
 * @param in one is among the categories that its source gave
 * @param headings one is among either
 * @param any one is anywhere in it, as code or as {@code system|code}
 * @param systems a code of one of these systems is anywhere in it
 * @param icd10 an ICD-10 code of what it is about begins so
 * @param status one is its clinical status
 * @param extensions it has an extension of one of these
 * @param elements it has each of these elements
 */
record RuleCondition(
        Set<String> codes,
        Set<String> in,
        Set<String> headings,
        Set<String> any,
        Set<String> systems,
        List<String> icd10,
        Set<String> status,
        Set<String> extensions,
        Set<String> elements) {

    RuleCondition {
        codes = Set.copyOf(codes);
        in = Set.copyOf(in);
        headings = Set.copyOf(headings);
        any = Set.copyOf(any);
        systems = Set.copyOf(systems);
        icd10 = List.copyOf(icd10);
        status = Set.copyOf(status);
        extensions = Set.copyOf(extensions);
        elements = Set.copyOf(elements);
    }

    /** Reads what a rule of the data file asks. */
    static RuleCondition of(JsonNode rule) {
        return new RuleCondition(
                texts(rule, "code"),
                texts(rule, "in"),
                texts(rule, "heading"),
                texts(rule, "any"),
                texts(rule, "system"),
                Data.texts(rule.path("icd10")),
                texts(rule, "status"),
                texts(rule, "extension"),
                texts(rule, "has"));
    }

    private static Set<String> texts(JsonNode rule, String name) {
        return Set.copyOf(Data.texts(rule.path(name)));
    }

    boolean holds(ItemFacts facts, JsonNode resource) {
        return meets(codes, facts.codes())
                && meets(in, facts.categories())
                && (headings.isEmpty() || meets(headings, facts.codes()) || meets(headings, facts.categories()))
                && meets(status, facts.clinicalStatus())
                && meetsAnywhere(facts.everyCoding())
                && (icd10.isEmpty() || facts.codes().stream().anyMatch(this::begins))
                && (extensions.isEmpty() || hasExtension(resource))
                && elements.stream().allMatch(resource::has);
    }

    private boolean meetsAnywhere(Collection<Token> tokens) {
        return (any.isEmpty()
                        || tokens.stream()
                                .flatMap(token -> Stream.of(token.code(), token.full()))
                                .anyMatch(any::contains))
                && (systems.isEmpty() || tokens.stream().map(Token::system).anyMatch(systems::contains));
    }

    private boolean begins(Token token) {
        return token.system().contains("icd-10") && icd10.stream().anyMatch(token.code()::startsWith);
    }

    private boolean hasExtension(JsonNode resource) {
        for (JsonNode extension : resource.path("extension")) {
            if (extensions.contains(extension.path("url").asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean meets(Set<String> wanted, Collection<Token> tokens) {
        return wanted.isEmpty() || tokens.stream().map(Token::code).anyMatch(wanted::contains);
    }
}
