package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels that an item has because of what its codes say: {@code item-labels.json} (RCGP exclusion groups, PCF). */
final class ContentLabels {

    private static final Map<String, ContentLabel> BY_CODE = new HashMap<>();
    private static final Map<String, ContentLabel> BY_ICD10 = new HashMap<>();
    private static final int LONGEST_PREFIX = 5;

    static {
        for (JsonNode node : Data.read("item-labels.json")) {
            ContentLabel label = new ContentLabel(
                    node.path("label").asText(), node.path("veryRestricted").asBoolean(false));
            Data.texts(node.path("codes")).forEach(code -> BY_CODE.put(code, label));
            Data.texts(node.path("icd10")).forEach(prefix -> BY_ICD10.put(prefix, label));
        }
    }

    /** A sensitivity code, and whether it makes the item V instead of R. */
    record ContentLabel(String code, boolean veryRestricted) {}

    private ContentLabels() {}

    static List<ContentLabel> of(ItemFacts facts) {
        List<ContentLabel> found = new ArrayList<>();
        for (Token token : facts.everyCoding()) {
            ContentLabel label = BY_CODE.get(token.code());
            if (label == null && token.system().contains("icd-10")) {
                label = icd10(token.code());
            }
            if (label != null) {
                found.add(label);
            }
        }
        return found;
    }

    private static @Nullable ContentLabel icd10(String code) {
        for (int length = Math.min(LONGEST_PREFIX, code.length()); length > 0; length--) {
            ContentLabel label = BY_ICD10.get(code.substring(0, length));
            if (label != null) {
                return label;
            }
        }
        return null;
    }
}
