package care.weald.audit.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what is posted, strictly: a member that is not known, missing, twice there or of another type is a fault. */
final class PostedEventReader {

    /** Codes of {@code http://hl7.org/fhir/restful-interaction}, FHIR R4. */
    private static final Set<String> SUBTYPES = Set.of(
            "read",
            "vread",
            "update",
            "patch",
            "delete",
            "history",
            "history-instance",
            "history-type",
            "history-system",
            "create",
            "search",
            "search-type",
            "search-system",
            "capabilities",
            "transaction",
            "batch",
            "operation");

    private static final Set<String> MEMBERS = Set.of(
            "id",
            "type",
            "subtype",
            "action",
            "outcome",
            "method",
            "path",
            "query",
            "requestId",
            "recorded",
            "remote",
            "disclosure",
            "bodyHash",
            "status");
    private static final Set<String> DISCLOSURE = Set.of("categories", "items", "withheld", "organisations", "persons");
    private static final int MOST_PERSONS = 50;
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern CATEGORY = Pattern.compile("cat-[0-9]{2}(/[a-z0-9-]{1,48})?");
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{64})?");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Reads JSON strictly, and no more of it than an event can have. */
    static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4)
                            .maxStringLength(32_768)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private PostedEventReader() {}

    /** What was read, or where it cannot be. */
    sealed interface Reading {

        /** All of it is as it should be. */
        record Read(PostedEvent event) implements Reading {}

        /**
         * The first fault.
         *
         * @param place a member's path, or line and column
         * @param detail what is wrong there, never the value
         */
        record Fault(String place, String detail) implements Reading {}
    }

    /** Reads the JSON of one event. */
    static Reading read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isObject()) {
                return new Reading.Fault("", "must be a JSON object");
            }
            return new Reading.Read(event(new Members(root, "", MEMBERS)));
        } catch (Members.Unfit e) {
            return new Reading.Fault(e.place(), e.detail());
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            return new Reading.Fault(place, "is not JSON, nests too deeply, or names a member twice");
        } catch (IOException e) {
            return new Reading.Fault("", "cannot be read");
        }
    }

    private static PostedEvent event(Members posted) {
        UUID id = uuid(posted, "id");
        if (id.version() != 7 || id.variant() != 2) {
            throw posted.unfit("id", "must be a UUID of version 7");
        }
        String _ = posted.oneOf("type", Set.of("rest"));
        PostedEvent.Request request = new PostedEvent.Request(
                posted.matching("method", METHOD),
                posted.text("path", 4_096),
                posted.has("query") ? posted.text("query", 16_384) : "",
                uuid(posted, "requestId"),
                posted.text("remote", 256));
        return new PostedEvent(
                id,
                posted.oneOf("subtype", SUBTYPES),
                posted.oneOf("action", Set.of("C", "R", "U", "D", "E")),
                posted.oneOf("outcome", Set.of("0", "4", "8", "12")),
                request,
                instant(posted),
                posted.has("disclosure") ? disclosure(posted.object("disclosure", DISCLOSURE)) : Disclosure.NONE,
                posted.has("bodyHash") ? posted.matching("bodyHash", HASH) : "",
                posted.number("status", 100, 599));
    }

    private static Disclosure disclosure(Members posted) {
        return new Disclosure(
                posted.has("categories") ? posted.texts("categories", 64, CATEGORY) : Disclosure.NONE.categories(),
                posted.has("items") ? posted.number("items", 0, Integer.MAX_VALUE) : 0,
                posted.has("withheld") ? posted.number("withheld", 0, Integer.MAX_VALUE) : 0,
                posted.has("organisations")
                        ? posted.texts("organisations", 500, Pattern.compile("[A-Za-z0-9.-]{1,32}"))
                        : Disclosure.NONE.organisations(),
                posted.has("persons") ? persons(posted) : Disclosure.NONE.persons());
    }

    private static List<UUID> persons(Members posted) {
        List<UUID> persons = posted.texts("persons", MOST_PERSONS, UUID_TEXT).stream()
                .map(UUID::fromString)
                .toList();
        if (Set.copyOf(persons).size() < persons.size()) {
            throw posted.unfit("persons", "must name each person once");
        }
        return persons;
    }

    private static UUID uuid(Members posted, String name) {
        return UUID.fromString(posted.matching(name, UUID_TEXT));
    }

    private static Instant instant(Members posted) {
        try {
            Instant instant = OffsetDateTime.parse(posted.text("recorded", 40)).toInstant();
            if (instant.isBefore(Instant.EPOCH) || instant.getEpochSecond() > 253_402_300_799L) {
                throw posted.unfit("recorded", "must be between 1970 and 9999");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw posted.unfit("recorded", "must be an instant with a time zone");
        }
    }
}
