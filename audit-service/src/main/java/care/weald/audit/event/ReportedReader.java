package care.weald.audit.event;

import care.weald.audit.event.ReportedEvent.Code;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an AuditEvent that a partner tells, or a batch of them, strictly: what is unfit is refused with its place. */
final class ReportedReader {

    private static final int MOST_EVENTS = 100;
    private static final int LONGEST = 16_384;
    private static final int MOST_PERSONS = 50;
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration OLDEST = Duration.ofDays(366);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    // Shorter than a UUID: no code can name an event of the log
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern SYSTEM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~&&[^\"<>\\\\]]{1,160}");
    private static final Pattern PERSON =
            Pattern.compile("(?:.*/)?Patient/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(24)
                            .maxStringLength(65_536)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String organisation;
    private final Instant now;

    ReportedReader(String organisation, Instant now) {
        this.organisation = organisation;
        this.now = now;
    }

    /** What was read. */
    sealed interface Reading {

        /** All that was told; {@code batch} when it came as a Bundle. */
        record Told(List<ReportedEvent> events, boolean batch) implements Reading {
            public Told {
                events = List.copyOf(events);
            }
        }

        /** Nothing of it is recorded. */
        record Refused(Problem problem) implements Reading {}
    }

    Reading read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isObject()) {
                throw Unfit.content("", "must be a JSON object");
            }
            return root.path("resourceType").asText().equals("Bundle")
                    ? new Reading.Told(batch(root), true)
                    : new Reading.Told(List.of(event(root)), false);
        } catch (Unfit e) {
            return new Reading.Refused(e.problem());
        } catch (IOException e) {
            return new Reading.Refused(Unfit.content("", "is not JSON, nests too deeply, or names a member twice")
                    .problem());
        }
    }

    private List<ReportedEvent> batch(JsonNode bundle) {
        Unfit.unless(bundle.path("type").asText().equals("batch"), Kind.UNPROCESSABLE, "Bundle.type", "batch");
        JsonNode entries = bundle.path("entry");
        Unfit.unless(
                entries.isArray() && !entries.isEmpty() && entries.size() <= MOST_EVENTS,
                Kind.UNPROCESSABLE,
                "Bundle.entry",
                "count");
        List<ReportedEvent> events = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                JsonNode request = entries.get(i).path("request");
                Unfit.unless(
                        request.path("method").asText().equals("POST")
                                && request.path("url").asText().equals("AuditEvent"),
                        Kind.UNPROCESSABLE,
                        "request",
                        "request");
                events.add(event(entries.get(i).path("resource")));
            } catch (Unfit e) {
                throw e.inEntry(i);
            }
        }
        return events;
    }

    private ReportedEvent event(JsonNode event) {
        String text = event.toString();
        Unfit.unless(text.getBytes(StandardCharsets.UTF_8).length <= LONGEST, Kind.TOO_LARGE, "AuditEvent", "size");
        Unfit.unless(
                event.path("resourceType").asText().equals("AuditEvent"),
                Kind.INVALID_CONTENT,
                "AuditEvent.resourceType",
                "type");
        ReportedWords.check(event);
        new ReportedSource(organisation).check(event);
        String id = event.path("id").asText("");
        Unfit.unless(id.isEmpty() || ID.matcher(id).matches(), Kind.INVALID_CONTENT, "AuditEvent.id", "id");
        return new ReportedEvent(
                id,
                kinds(event),
                oneOf(event, "action", "E", Set.of("C", "R", "U", "D", "E")),
                oneOf(event, "outcome", "0", Set.of("0", "4", "8", "12")),
                recorded(event.path("recorded")),
                persons(event.path("entity")),
                text);
    }

    private static List<Code> kinds(JsonNode event) {
        List<Code> kinds = new ArrayList<>(List.of(code(event.path("type"), "AuditEvent.type")));
        JsonNode subtypes = event.path("subtype");
        Unfit.unless(subtypes.size() <= 8, Kind.UNPROCESSABLE, "AuditEvent.subtype", "count");
        subtypes.forEach(subtype -> kinds.add(code(subtype, "AuditEvent.subtype")));
        return kinds;
    }

    private static Code code(JsonNode coding, String place) {
        Code code =
                new Code(coding.path("system").asText(""), coding.path("code").asText(""));
        Unfit.unless(
                SYSTEM.matcher(code.system()).matches()
                        && CODE.matcher(code.code()).matches(),
                Kind.INVALID_CONTENT,
                place,
                "coding");
        return code;
    }

    private static String oneOf(JsonNode event, String name, String otherwise, Set<String> known) {
        String value = event.path(name).asText(otherwise);
        Unfit.unless(known.contains(value), Kind.INVALID_CONTENT, "AuditEvent." + name, "code");
        return value;
    }

    private Instant recorded(JsonNode value) {
        Instant recorded;
        try {
            recorded = OffsetDateTime.parse(value.asText("")).toInstant();
        } catch (DateTimeParseException e) {
            throw Unfit.content("AuditEvent.recorded", "must be an instant with a time zone");
        }
        Unfit.unless(!recorded.isAfter(now.plus(SKEW)), Kind.UNPROCESSABLE, "AuditEvent.recorded", "future");
        Unfit.unless(!recorded.isBefore(now.minus(OLDEST)), Kind.UNPROCESSABLE, "AuditEvent.recorded", "past");
        return recorded;
    }

    /** A person is named by the id that Weald gave. Whether anybody has it is not asked: the answer is the same. */
    private static List<UUID> persons(JsonNode entities) {
        Unfit.unless(entities.size() <= 64, Kind.UNPROCESSABLE, "AuditEvent.entity", "count");
        Set<UUID> persons = new LinkedHashSet<>();
        for (JsonNode entity : entities) {
            Matcher person =
                    PERSON.matcher(entity.path("what").path("reference").asText(""));
            if (person.matches()) {
                persons.add(UUID.fromString(person.group(1)));
            }
        }
        Unfit.unless(persons.size() <= MOST_PERSONS, Kind.UNPROCESSABLE, "AuditEvent.entity", "persons");
        return List.copyOf(persons);
    }
}
