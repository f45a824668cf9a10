package care.weald.record.summary;

import care.weald.record.category.Classifier;
import care.weald.record.item.ItemBytes;
import care.weald.record.item.ShownItem;
import care.weald.record.summary.Contents.Written;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The document Bundle: Composition, Device and Organization, then the items as they are stored, each once. The gateway
 * puts the Patient in after the Composition; {@link #patientOffset} is where.
 */
final class SummaryDocument {

    private static final int OVERHEAD = 200;

    private final Composition composition;
    private final ByteArrayOutputStream out;
    private int patientOffset;

    private SummaryDocument(Composition composition, int size) {
        this.composition = composition;
        this.out = new ByteArrayOutputStream(size);
    }

    /**
     * A document.
     *
     * @param patientOffset where an entry may stand, with a comma after it
     * @param items what it shows
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Document(byte[] json, int patientOffset, List<ShownItem> items) {

        Document {
            items = List.copyOf(items);
        }
    }

    /** Writes the document. */
    static Document write(Composition composition, List<Written> sections, Found found, SummaryConfig config) {
        List<Entry> entries = needed(sections, found.entries());
        List<ShownItem> items = entries.stream().map(Entry::item).toList();
        int size = 32_768
                + items.stream()
                        .mapToInt(item -> item.json().length() + OVERHEAD)
                        .sum();
        SummaryDocument document = new SummaryDocument(composition, size);
        document.generated(sections, found, config, highest(items));
        byte[] person = ItemBytes.person(composition.person());
        entries.forEach(entry -> document.item(entry, person));
        directory(entries, found).forEach(document::directory);
        document.text("]}");
        return new Document(document.out.toByteArray(), document.patientOffset, items);
    }

    /** What the sections list, and what that refers to; an item that was read and not listed stays out. */
    private static List<Entry> needed(List<Written> sections, List<Entry> entries) {
        Set<Entry> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        sections.forEach(section -> listed.addAll(section.entries()));
        Set<String> referred = new HashSet<>();
        return entries.stream()
                .filter(entry -> listed.contains(entry) || entry.section().isEmpty())
                .filter(entry -> referred.add(entry.reference()))
                .toList();
    }

    /** The medicines that what is shown refers to, in their order. */
    private static Map<String, JsonNode> directory(List<Entry> entries, Found found) {
        Map<String, JsonNode> referred = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String reference = entry.content()
                    .path("medicationReference")
                    .path("reference")
                    .asText("");
            JsonNode medication = found.directory().get(reference);
            if (medication != null) {
                referred.put(reference, medication);
            }
        }
        return referred;
    }

    private void generated(List<Written> sections, Found found, SummaryConfig config, char confidentiality) {
        text("{\"resourceType\":\"Bundle\",\"id\":\"" + composition.documentId() + "\",\"meta\":{\"profile\":["
                + "\"http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips\"],\"security\":[{\"system\":\""
                + Classifier.CONFIDENTIALITY + "\",\"code\":\"" + confidentiality + "\"}]},\"identifier\":{\"system\":"
                + "\"urn:ietf:rfc:3986\",\"value\":\"urn:uuid:" + composition.documentId()
                + "\"},\"type\":\"document\",\"timestamp\":\"" + composition.at() + "\",\"entry\":[");
        resource(composition.of(sections, config, confidentiality, found.knownToSocialCare()));
        text(",");
        patientOffset = out.size();
        resource(composition.author(config));
        text(",");
        resource(composition.custodian(config));
        if (found.knownToSocialCare()) {
            text(",");
            resource(composition.socialCareFlag());
        }
    }

    private void resource(JsonNode resource) {
        text("{\"fullUrl\":\"" + Composition.url(resource) + "\",\"resource\":" + resource + "}");
    }

    private void item(Entry entry, byte[] person) {
        text(",{\"fullUrl\":\"" + composition.publicBase() + "/" + entry.reference() + "\",\"resource\":");
        byte[] bytes = new byte[entry.item().json().length()];
        ItemBytes.copy(entry.item(), person, bytes, 0);
        out.writeBytes(bytes);
        text("}");
    }

    private void directory(String reference, JsonNode resource) {
        text(",{\"fullUrl\":\"" + composition.publicBase() + "/" + reference + "\",\"resource\":" + resource + "}");
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static char highest(Collection<ShownItem> items) {
        return items.stream()
                .map(ShownItem::confidentiality)
                .filter(code -> code == 'R' || code == 'V')
                .max(Character::compare)
                .orElse('N');
    }
}
