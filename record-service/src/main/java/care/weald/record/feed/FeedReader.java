package care.weald.record.feed;

import care.weald.record.feed.FeedEntry.Faulty;
import care.weald.record.feed.FeedEntry.OfDirectory;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.FeedEntry.OfPatient;
import care.weald.record.feed.FeedEntry.Slice;
import care.weald.record.feed.FeedMessage.Reading;
import care.weald.record.feed.FeedMessage.Reading.Accepted;
import care.weald.record.feed.FeedMessage.Reading.Unreadable;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads a Bundle entry by entry. What it keeps of each entry is where its bytes are, what it can be known by and, of
 * messages that are not large, the resource, so that nobody reads it again: of a large one no more than one resource is a
 * tree at a time.
 */
final class FeedReader {

    private static final Set<String> IGNORED =
            Set.of("id", "meta", "implicitRules", "language", "timestamp", "link", "signature", "total");

    /** The bytes of the largest message whose resources are kept; as trees they take some ten times as much. */
    private static final int KEPT = 1_048_576;

    private final EntryReader entries;
    private final int maxEntries;
    private final boolean keeps;
    private final List<FeedEntry> found = new ArrayList<>();
    private final Set<UUID> seen = new HashSet<>();
    private String resourceType = "";
    private String type = "";
    private String identifier = "";

    private FeedReader(EntryReader entries, int maxEntries, boolean keeps) {
        this.entries = entries;
        this.maxEntries = maxEntries;
        this.keeps = keeps;
    }

    /** Reads a message of {@code organisation}. CPU work: not for an event loop. */
    static Reading read(byte[] content, String organisation, FeedPatients patients, int maxEntries) {
        FeedReader reader = new FeedReader(new EntryReader(organisation, patients), maxEntries, content.length <= KEPT);
        try (JsonParser parser = Json.MAPPER.createParser(content)) {
            if (!(parser instanceof UTF8StreamJsonParser) || parser.nextToken() != JsonToken.START_OBJECT) {
                return refused(Fault.invalid("", "A Bundle in JSON and UTF-8 is wanted"));
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                reader.member(parser);
            }
            if (parser.nextToken() != null) {
                return refused(Fault.invalid("", "There is something after the Bundle"));
            }
            return reader.reading(content);
        } catch (JsonProcessingException e) {
            return new Unreadable(Problem.of(
                            Kind.INVALID_CONTENT, "The JSON is broken, too deep, or names a member twice")
                    .with("place", "Bundle")
                    .with("line", e.getLocation() == null ? 0 : e.getLocation().getLineNr())
                    .with(
                            "column",
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
        } catch (BadBundle e) {
            return e.problem;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class BadBundle extends RuntimeException {
        private final transient Unreadable problem;

        BadBundle(Unreadable problem) {
            super(null, null, false, false);
            this.problem = problem;
        }
    }

    private static Unreadable refused(Fault fault) {
        return new Unreadable(fault.under("Bundle").toProblem());
    }

    private void member(JsonParser parser) throws IOException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
            case "resourceType" -> resourceType = text(parser, value, name);
            case "type" -> type = text(parser, value, name);
            case "identifier" -> identifier(parser.readValueAsTree());
            case "entry" -> entries(parser, value);
            default -> {
                if (!IGNORED.contains(name)) {
                    throw new BadBundle(refused(Fault.invalid("", "A Bundle has no such element")));
                }
                parser.skipChildren();
            }
        }
    }

    private static String text(JsonParser parser, JsonToken value, String name) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw new BadBundle(refused(Fault.invalid(name, "Text is wanted here")));
        }
        return parser.getText();
    }

    private void identifier(JsonNode node) {
        if (!node.path("value").isTextual() || node.path("value").textValue().isEmpty()) {
            throw new BadBundle(refused(Fault.invalid("identifier", "An identifier has a value")));
        }
        identifier = node.path("system").asText("") + "|" + node.path("value").textValue();
        if (identifier.length() > 500 || identifier.indexOf('\u0000') >= 0) {
            throw new BadBundle(
                    refused(Fault.invalid("identifier", "An identifier is too long or has control characters")));
        }
    }

    private void entries(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw new BadBundle(refused(Fault.invalid("entry", "A list is wanted here")));
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (found.size() == maxEntries) {
                throw new BadBundle(new Unreadable(Problem.of(Kind.TOO_LARGE, "The Bundle has too many entries")
                        .with("place", "Bundle.entry")));
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonNode entry = parser.readValueAsTree();
            int end = (int) parser.currentLocation().getByteOffset();
            found.add(once(entries.read(found.size(), entry, slice(start, end, entry))));
        }
    }

    private Slice slice(int start, int end, JsonNode entry) {
        ObjectNode read = keeps && entry.get("resource") instanceof ObjectNode resource ? resource : null;
        return new Slice(start, end, new AtomicReference<>(read));
    }

    /** A message MUST name a thing once: which of two would count? */
    private FeedEntry once(FeedEntry entry) {
        UUID named = switch (entry) {
            case OfItem item -> item.item();
            case OfDirectory directory -> directory.entry();
            case OfPatient patient -> new UUID(-1, patient.index());
            case FeedEntry.OfBinary binary -> new UUID(-3, binary.index());
            case Faulty faulty -> new UUID(-2, faulty.index());
        };
        return seen.add(named)
                ? entry
                : new Faulty(entry.index(), Fault.unprocessable("resource.id", "The message has this resource twice"));
    }

    private Reading reading(byte[] content) {
        if (!"Bundle".equals(resourceType)) {
            return refused(Fault.invalid("resourceType", "A Bundle is wanted"));
        }
        if (!"transaction".equals(type) && !"batch".equals(type)) {
            return refused(Fault.unprocessable("type", "A feed is a transaction or a batch"));
        }
        boolean transaction = "transaction".equals(type);
        for (FeedEntry entry : found) {
            if (transaction && entry instanceof Faulty faulty) {
                return new Unreadable(FeedMessage.problem(faulty.index(), faulty.fault()));
            }
        }
        byte[] hash = sha256(content);
        String id = identifier.isEmpty() ? HexFormat.of().formatHex(hash) : identifier;
        return new Accepted(new FeedMessage(transaction, id, hash, content, List.copyOf(found), entries.conditions()));
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
