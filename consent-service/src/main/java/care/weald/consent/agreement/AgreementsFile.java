package care.weald.consent.agreement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the file of agreements: {@code {"agreements":[{"organisation":"KZ016","name":"…","type":"JCA",
 * "purposes":["TREAT"],"feeds":true,"processor":false,"excludedCategories":["cat-06"],"from":"2026-01-01",
 * "to":"2026-12-31"}]}}. {@code feeds}, {@code processor} and {@code excludedCategories} may be left out. Anything else
 * that is wrong refuses the whole file, naming the place.
 */
final class AgreementsFile {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> MEMBERS = Set.of(
            "organisation", "name", "type", "purposes", "feeds", "processor", "excludedCategories", "from", "to");
    private static final Set<String> PURPOSES = Set.of("TREAT", "ETREAT", "COC", "BTG", "PATRQT", "HOPERAT");
    private static final Pattern ORGANISATION = Pattern.compile("[A-Z0-9]{3,10}");
    private static final Pattern CATEGORY = Pattern.compile("cat-(0[1-9]|1[0-9]|2[0-2])");

    private AgreementsFile() {}

    /** The agreements in {@code text}; fails with {@link IllegalArgumentException} when one of them is wrong. */
    static List<Agreement> parse(String text) {
        JsonNode list = tree(text).path("agreements");
        require(list.isArray(), "agreements", "an array");
        List<Agreement> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = "agreements[" + i + "]";
            Agreement agreement = agreement(list.get(i), place);
            require(found.stream().noneMatch(agreement::overlaps), place, "one agreement at a time an organisation");
            found.add(agreement);
        }
        return List.copyOf(found);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the agreements file is not JSON, at line "
                            + e.getLocation().getLineNr(),
                    e);
        }
    }

    private static Agreement agreement(JsonNode node, String place) {
        require(node.isObject(), place, "an object");
        node.fieldNames()
                .forEachRemaining(name -> require(MEMBERS.contains(name), place, "no other member than " + MEMBERS));
        Agreement agreement = new Agreement(
                text(node, "organisation", place),
                text(node, "name", place),
                type(node, place),
                texts(node, "purposes", place),
                flag(node, "feeds", place),
                flag(node, "processor", place),
                texts(node, "excludedCategories", place),
                date(node, "from", place),
                date(node, "to", place));
        check(agreement, place);
        return agreement;
    }

    private static void check(Agreement agreement, String place) {
        require(ORGANISATION.matcher(agreement.organisation()).matches(), place + ".organisation", "an ODS code");
        String name = agreement.name();
        require(!name.isBlank() && name.length() <= 200, place + ".name", "1 to 200 characters");
        Set<String> purposes = agreement.purposes();
        require(!purposes.isEmpty() && PURPOSES.containsAll(purposes), place + ".purposes", "some of " + PURPOSES);
        require(
                agreement.excludedCategories().stream()
                        .allMatch(code -> CATEGORY.matcher(code).matches()),
                place + ".excludedCategories",
                "codes from cat-01 to cat-22");
        require(!agreement.to().isBefore(agreement.from()), place + ".to", "a day not before the first");
    }

    private static Agreement.Type type(JsonNode node, String place) {
        return switch (text(node, "type", place)) {
            case "JCA" -> Agreement.Type.JCA;
            case "DPA" -> Agreement.Type.DPA;
            default -> throw fault(place + ".type", "JCA or DPA");
        };
    }

    private static String text(JsonNode node, String name, String place) {
        require(node.path(name).isTextual(), place + "." + name, "a string");
        return node.path(name).textValue();
    }

    private static Set<String> texts(JsonNode node, String name, String place) {
        JsonNode list = node.path(name);
        require(list.isArray() || list.isMissingNode(), place + "." + name, "an array");
        Set<String> found = new HashSet<>();
        for (JsonNode one : list) {
            require(one.isTextual(), place + "." + name, "an array of strings");
            found.add(one.textValue());
        }
        return found;
    }

    private static boolean flag(JsonNode node, String name, String place) {
        JsonNode flag = node.path(name);
        require(flag.isBoolean() || flag.isMissingNode(), place + "." + name, "true or false");
        return flag.booleanValue();
    }

    private static LocalDate date(JsonNode node, String name, String place) {
        String text = text(node, name, place);
        require(text.length() == "2026-12-31".length(), place + "." + name, "a date like 2026-12-31");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw fault(place + "." + name, "a date like 2026-12-31");
        }
    }

    private static void require(boolean holds, String place, String expected) {
        if (!holds) {
            throw fault(place, expected);
        }
    }

    private static IllegalArgumentException fault(String place, String expected) {
        return new IllegalArgumentException("the agreements file is wrong at " + place + ": expected " + expected);
    }
}
