package care.weald.record.feed;

import care.weald.record.category.ItemType;
import care.weald.record.feed.FeedEntry.Faulty;
import care.weald.record.feed.FeedEntry.Names;
import care.weald.record.feed.FeedEntry.OfBinary;
import care.weald.record.feed.FeedEntry.OfDirectory;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.FeedEntry.OfPatient;
import care.weald.record.feed.FeedEntry.Slice;
import care.weald.record.item.ItemId;
import care.weald.record.structure.Fault;
import care.weald.record.structure.Span;
import care.weald.record.structure.StructureCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry: what is asked, whether the resource is FHIR, whose it is and what it is known by. */
final class EntryReader {

    private static final Set<String> ENTRY = Set.of("id", "extension", "fullUrl", "link", "resource", "request");
    private static final Set<String> REQUEST = Set.of("id", "extension", "method", "url", "ifNoneExist");
    private static final int LONGEST_NAME = 500;

    private final String organisation;
    private final FeedPatients patients;
    private final Set<Conditional> conditions = new HashSet<>();

    EntryReader(String organisation, FeedPatients patients) {
        this.organisation = organisation;
        this.patients = patients;
    }

    /** What the entries read so far ask the database for. */
    Set<Conditional> conditions() {
        return Set.copyOf(conditions);
    }

    FeedEntry read(int index, JsonNode node, Slice slice) {
        Fault shape = shape(node);
        if (shape != null) {
            return new Faulty(index, shape);
        }
        ObjectNode resource = (ObjectNode) node.get("resource");
        String type = resource.path("resourceType").asText();
        Fault request = request(node.get("request"), resource, type);
        if (request != null) {
            return new Faulty(index, request);
        }
        if ("Patient".equals(type)) {
            return new OfPatient(index);
        }
        Optional<Fault> structure = StructureCheck.check(resource);
        if (structure.isPresent()) {
            return new Faulty(index, structure.get().under("resource"));
        }
        Optional<Names> names = names(node, resource, type);
        return names.isEmpty()
                ? new Faulty(index, Fault.unprocessable("request", "A condition here names one identifier"))
                : known(index, slice, names.get(), node, resource);
    }

    private FeedEntry known(int index, Slice slice, Names names, JsonNode node, ObjectNode resource) {
        String sourceId = sourceId(names);
        if (sourceId.isEmpty() || sourceId.length() > LONGEST_NAME) {
            return new Faulty(
                    index, Fault.unprocessable("resource.id", "There is nothing to know the resource by again"));
        }
        Rewriter.each(resource, reference -> Conditional.parse(reference).ifPresent(conditions::add));
        names.condition().ifPresent(identifier -> conditions.add(new Conditional(names.type(), identifier)));
        boolean createOnly = node.get("request").has("ifNoneExist");
        if ("Binary".equals(names.type())) {
            return new OfBinary(index, slice, names);
        }
        if (ItemType.DIRECTORY.contains(names.type())) {
            return new OfDirectory(
                    index, slice, names, createOnly, ItemId.number(organisation, names.type(), sourceId));
        }
        Optional<ItemType> type = ItemType.of(names.type());
        if (type.isEmpty()) {
            return new Faulty(
                    index, Fault.unprocessable("resource.resourceType", "This type of resource is not taken here"));
        }
        return switch (Subject.of(type.get(), resource, patients)) {
            case Subject.Missing missing -> new Faulty(index, missing.fault().under("resource"));
            case Subject.Found found ->
                new OfItem(
                        index,
                        slice,
                        names,
                        createOnly,
                        found.sourcePatient(),
                        ItemId.number(organisation, names.type(), sourceId),
                        sourceId,
                        Span.instant(resource.path("meta").path("lastUpdated").asText(""))
                                .map(Span::from),
                        resource.path("meta").path("versionId").asText(""));
        };
    }

    private static @Nullable Fault shape(JsonNode node) {
        if (!node.isObject()) {
            return Fault.invalid("", "An entry is an object");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!ENTRY.contains(member.getKey())) {
                return Fault.invalid("", "An entry of a feed has no such element");
            }
        }
        if (!node.path("resource").isObject()) {
            return Fault.invalid("resource", "An entry of a feed has a resource");
        }
        if (!node.path("request").isObject()) {
            return Fault.invalid("request", "An entry of a feed has a request");
        }
        if (node.has("fullUrl") && !node.get("fullUrl").isTextual()) {
            return Fault.invalid("fullUrl", "Text is wanted here");
        }
        return null;
    }

    private static @Nullable Fault request(JsonNode request, ObjectNode resource, String type) {
        for (Map.Entry<String, JsonNode> member : request.properties()) {
            if (!REQUEST.contains(member.getKey())) {
                return Fault.unprocessable("request", "A feed knows no such condition");
            }
        }
        String method = request.path("method").asText();
        if (!"POST".equals(method) && !"PUT".equals(method)) {
            return Fault.unprocessable("request.method", "A feed knows POST and PUT");
        }
        if (type.isEmpty() || (!"Patient".equals(type) && !StructureCheck.knows(type))) {
            return Fault.unprocessable("resource.resourceType", "This type of resource is not taken here");
        }
        String url = request.path("url").asText();
        boolean fits = "POST".equals(method)
                ? url.equals(type)
                : url.startsWith(type + "?")
                        || url.equals(type + "/" + resource.path("id").asText("-"));
        return fits ? null : Fault.unprocessable("request.url", "The URL does not fit the resource");
    }

    private static Optional<Names> names(JsonNode node, ObjectNode resource, String type) {
        String url = node.get("request").path("url").asText();
        JsonNode ifNoneExist = node.get("request").path("ifNoneExist");
        Optional<String> condition = Optional.empty();
        if (url.indexOf('?') >= 0 || !ifNoneExist.isMissingNode()) {
            condition = Conditional.query(
                    ifNoneExist.isMissingNode() ? url.substring(url.indexOf('?') + 1) : ifNoneExist.asText());
            if (condition.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Names(
                type,
                node.path("fullUrl").asText(""),
                resource.path("id").asText(""),
                identifiers(resource.path("identifier")),
                condition));
    }

    private static List<String> identifiers(JsonNode node) {
        List<String> identifiers = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (one.path("value").isTextual()) {
                identifiers.add(
                        one.path("system").asText("") + "|" + one.get("value").textValue());
            }
        }
        return identifiers;
    }

    /** What the source will call it the next time too. */
    private static String sourceId(Names names) {
        if (names.condition().isPresent()) {
            return names.condition().get();
        }
        if (!names.id().isEmpty()) {
            return names.id();
        }
        if (names.fullUrl().startsWith("urn:uuid:")) {
            return names.fullUrl().substring("urn:uuid:".length());
        }
        return names.identifiers().isEmpty() ? "" : names.identifiers().getFirst();
    }
}
