package care.weald.record.summary;

import care.weald.record.category.Classifier;
import care.weald.record.item.ItemId;
import care.weald.record.summary.Contents.Written;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The resources that the record itself says: the Composition (IPS 2.0 on UK Core), the Device that made it, its custodian
 * and the flag that social care knows the person.
 *
 * @param publicBase what full URLs begin with
 * @param person whom it is about
 * @param at when it is made
 * @param caller for whom: two callers' documents are two
 */
record Composition(String publicBase, UUID person, Instant at, String caller) {

    private static final String UUIDS = "urn:ietf:rfc:3986";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String IPS = "http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips";
    private static final String NOTE = "http://hl7.org/fhir/StructureDefinition/note";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** This document and no other. */
    UUID documentId() {
        return ItemId.named("Summary|" + person + "|" + at + "|" + caller);
    }

    /** The same for every summary of this person. */
    UUID id() {
        return ItemId.named("Composition|" + publicBase + "|" + person);
    }

    private UUID device() {
        return ItemId.named("Device|" + publicBase);
    }

    private UUID organisation() {
        return ItemId.named("Organization|" + publicBase);
    }

    private UUID flag() {
        return ItemId.named("Flag|social-care|" + person);
    }

    /** The full URL of a resource that the record itself says. */
    static String url(JsonNode resource) {
        return "urn:uuid:" + resource.path("id").asText();
    }

    /** The Composition; {@code confidentiality} is that of the most confidential item. */
    ObjectNode of(List<Written> sections, SummaryConfig config, char confidentiality, boolean knownToSocialCare) {
        String title = config.name() + " patient summary as at " + Words.moment(at);
        ObjectNode composition = NODES.objectNode();
        composition.put("resourceType", "Composition").put("id", id().toString());
        meta(composition.putObject("meta"), confidentiality);
        composition.put("language", "en-GB");
        text(composition, head(title, config));
        composition.putObject("identifier").put("system", UUIDS).put("value", "urn:uuid:" + id());
        composition.put("status", "final");
        coding(composition.putObject("type"), "http://loinc.org", "60591-5", "Patient summary Document");
        composition.putObject("subject").put("reference", publicBase + "/Patient/" + person);
        composition.put("date", at.toString());
        composition
                .putArray("author")
                .addObject()
                .put("reference", "urn:uuid:" + device())
                .put("display", config.name());
        composition.put("title", title).put("confidentiality", String.valueOf(confidentiality));
        composition.putObject("custodian").put("reference", "urn:uuid:" + organisation());
        event(composition.putArray("event").addObject());
        sections.forEach(section -> section(composition.withArray("/section").addObject(), section, knownToSocialCare));
        return composition;
    }

    private static void meta(ObjectNode meta, char confidentiality) {
        meta.putArray("profile").add(IPS);
        meta.putArray("security")
                .addObject()
                .put("system", Classifier.CONFIDENTIALITY)
                .put("code", String.valueOf(confidentiality));
    }

    /** Care until now: an end and no start, since all that was recorded is looked at. */
    private void event(ObjectNode event) {
        coding(
                event.putArray("code").addObject(),
                "http://terminology.hl7.org/CodeSystem/v3-ActClass",
                "PCPR",
                "care provision");
        event.putObject("period").put("end", at.toString());
    }

    private String head(String title, SummaryConfig config) {
        Narrative narrative = new Narrative();
        narrative.paragraph(title);
        narrative.paragraph("Made by " + config.name() + " on " + Words.moment(at)
                + " from what was recorded until then and this reader may see.");
        return narrative.close();
    }

    private void section(ObjectNode json, Written written, boolean knownToSocialCare) {
        Section section = written.section();
        if (!written.notes().isEmpty()) {
            json.putArray("extension")
                    .addObject()
                    .put("url", NOTE)
                    .putObject("valueAnnotation")
                    .put("text", String.join("\n\n", written.notes()));
        }
        json.put("title", section.title());
        json.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", section.loinc());
        text(json, written.narrative());
        written.entries()
                .forEach(entry ->
                        json.withArray("/entry").addObject().put("reference", publicBase + "/" + entry.reference()));
        if (section == Section.ALERTS && knownToSocialCare) {
            json.withArray("/entry").addObject().put("reference", "urn:uuid:" + flag());
        }
        if (!json.has("entry")) {
            emptyReason(json.putObject("emptyReason"), written);
        }
    }

    private static void emptyReason(ObjectNode reason, Written written) {
        coding(reason, "http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable", "Unavailable");
        reason.put(
                "text",
                written.notes().isEmpty() ? "No information available" : "Nothing within the limits of a summary");
    }

    /** The Device that the author is. */
    ObjectNode author(SummaryConfig config) {
        ObjectNode device = NODES.objectNode();
        device.put("resourceType", "Device").put("id", device().toString());
        device.putArray("identifier").addObject().put("system", UUIDS).put("value", "urn:uuid:" + device());
        device.putArray("deviceName").addObject().put("name", config.name()).put("type", "user-friendly-name");
        return device;
    }

    /** The Organization that keeps the record. */
    ObjectNode custodian(SummaryConfig config) {
        ObjectNode organisation = NODES.objectNode();
        organisation
                .put("resourceType", "Organization")
                .put("id", organisation().toString());
        config.custodian()
                .ods()
                .ifPresent(code -> organisation
                        .putArray("identifier")
                        .addObject()
                        .put("system", ODS)
                        .put("value", code));
        return organisation.put("name", config.custodian().name().orElse(config.name()));
    }

    /** The flag that social care knows the person, and no more than that. */
    ObjectNode socialCareFlag() {
        ObjectNode flag = NODES.objectNode();
        flag.put("resourceType", "Flag").put("id", flag().toString());
        flag.putArray("identifier").addObject().put("system", UUIDS).put("value", "urn:uuid:" + flag());
        flag.put("status", "active").putObject("code").put("text", Contents.KNOWN_TO_SOCIAL_CARE);
        flag.putObject("subject").put("reference", publicBase + "/Patient/" + person);
        flag.putObject("author").put("reference", "urn:uuid:" + device());
        return flag;
    }

    private static void text(ObjectNode element, String div) {
        element.putObject("text").put("status", "generated").put("div", div);
    }

    private static void coding(ObjectNode concept, String system, String code, String display) {
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
    }
}
