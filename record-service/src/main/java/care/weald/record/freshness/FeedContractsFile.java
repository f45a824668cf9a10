package care.weald.record.freshness;

import care.weald.record.category.Category;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the file of feed contracts: {@code {"feeds":[{"organisation":"KZ063","feed":"pathology",
 * "source":"https://kz063.example/Id/message","cadence":"PT15M","lateAfter":"PT2H","categories":["cat-16"]}]}}.
 * {@code source} may be left out. Anything else that is wrong refuses the whole file, naming the place.
 */
final class FeedContractsFile {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> MEMBERS =
            Set.of("organisation", "feed", "source", "cadence", "lateAfter", "categories");
    private static final Pattern ORGANISATION = Pattern.compile("[A-Z0-9]{3,10}");
    private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private FeedContractsFile() {}

    /** The contracts in {@code text}; fails with {@link IllegalArgumentException} when one of them is wrong. */
    static List<FeedContract> parse(String text) {
        JsonNode list = tree(text).path("feeds");
        require(list.isArray(), "feeds", "an array");
        List<FeedContract> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = "feeds[" + i + "]";
            FeedContract contract = contract(list.get(i), place);
            require(
                    found.stream()
                            .noneMatch(other -> other.organisation().equals(contract.organisation())
                                    && other.feed().equals(contract.feed())),
                    place + ".feed",
                    "a name that no other feed of the organisation has");
            found.add(contract);
        }
        return List.copyOf(found);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the file of feed contracts is not JSON, at line "
                            + e.getLocation().getLineNr(),
                    e);
        }
    }

    private static FeedContract contract(JsonNode node, String place) {
        require(node.isObject(), place, "an object");
        node.fieldNames()
                .forEachRemaining(name -> require(MEMBERS.contains(name), place, "no other member than " + MEMBERS));
        String organisation = text(node, "organisation", place);
        require(ORGANISATION.matcher(organisation).matches(), place + ".organisation", "an ODS code");
        String feed = text(node, "feed", place);
        require(FEED.matcher(feed).matches(), place + ".feed", "1 to 40 of a to z, 0 to 9 and -");
        Duration cadence = duration(node, "cadence", place);
        Duration lateAfter = duration(node, "lateAfter", place);
        require(lateAfter.compareTo(cadence) >= 0, place + ".lateAfter", "no less than the cadence");
        String source = node.has("source") ? text(node, "source", place) : "";
        return new FeedContract(organisation, feed, source, cadence, lateAfter, categories(node, place));
    }

    private static Set<Category> categories(JsonNode node, String place) {
        JsonNode list = node.path("categories");
        require(list.isArray() && !list.isEmpty(), place + ".categories", "an array of codes from cat-01 to cat-22");
        Set<Category> found = EnumSet.noneOf(Category.class);
        for (JsonNode one : list) {
            found.add(Category.of(one.asText())
                    .orElseThrow(() -> fault(place + ".categories", "codes from cat-01 to cat-22")));
        }
        return found;
    }

    private static String text(JsonNode node, String name, String place) {
        require(node.path(name).isTextual(), place + "." + name, "a string");
        return node.path(name).textValue();
    }

    private static Duration duration(JsonNode node, String name, String place) {
        try {
            Duration duration = Duration.parse(text(node, name, place));
            require(duration.isPositive(), place + "." + name, "more than nothing");
            return duration;
        } catch (DateTimeParseException e) {
            throw fault(place + "." + name, "a duration like PT15M or P1D");
        }
    }

    private static void require(boolean holds, String place, String expected) {
        if (!holds) {
            throw fault(place, expected);
        }
    }

    private static IllegalArgumentException fault(String place, String expected) {
        return new IllegalArgumentException(
                "the file of feed contracts is wrong at " + place + ": expected " + expected);
    }
}
