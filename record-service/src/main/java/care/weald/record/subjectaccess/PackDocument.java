package care.weald.record.subjectaccess;

import care.weald.record.category.Category;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The copy as a FHIR document (R4, 3.3): a Composition with a section for each category, the Patient, and the items. */
record PackDocument(Pack pack, String publicBase) {

    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    /** Its bytes. */
    byte[] json() {
        UUID document = pack.request().job();
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "document");
        bundle.putObject("identifier").put("system", "urn:ietf:rfc:3986").put("value", "urn:uuid:" + document);
        bundle.put("timestamp", pack.request().madeAt().toString());
        ArrayNode entries = bundle.putArray("entry");
        add(entries, "urn:uuid:" + document, composition(document));
        add(entries, patient(), pack.patient());
        pack.items().forEach(item -> add(entries, publicBase + "/" + item.reference(), item.resource()));
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String patient() {
        return publicBase + "/Patient/" + pack.request().person();
    }

    private ObjectNode composition(UUID document) {
        ObjectNode composition = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Composition")
                .put("id", document.toString())
                .put("status", "final");
        composition.putObject("type").put("text", PackPage.TITLE);
        composition.putObject("subject").put("reference", patient());
        composition.put("date", pack.request().madeAt().toString());
        composition
                .putArray("author")
                .addObject()
                .putObject("identifier")
                .put("system", ODS)
                .put("value", pack.request().by().organisation());
        composition.put("title", PackPage.TITLE);
        ArrayNode sections = composition.putArray("section");
        for (Category category : Category.values()) {
            List<Pack.Item> items = pack.of(category);
            if (!items.isEmpty()) {
                section(sections.addObject(), category, items);
            }
        }
        if (sections.isEmpty()) {
            composition.remove("section");
        }
        return composition;
    }

    private void section(ObjectNode section, Category category, List<Pack.Item> items) {
        section.put("title", category.title());
        section.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", Category.SYSTEM)
                .put("code", category.code());
        ArrayNode entries = section.putArray("entry");
        items.forEach(item -> entries.addObject().put("reference", publicBase + "/" + item.reference()));
    }

    private static void add(ArrayNode entries, String url, ObjectNode resource) {
        entries.addObject().put("fullUrl", url).set("resource", resource);
    }
}
