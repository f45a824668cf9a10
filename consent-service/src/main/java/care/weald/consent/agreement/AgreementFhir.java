package care.weald.consent.agreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;

/**
 * Agreements as FHIR R4 {@code OrganizationAffiliation}s (row G2; profile UKCore-OrganizationAffiliation): the network,
 * known by its FHIR base, and the partner that signed.
 *
 * @param base the public FHIR base, without a slash at the end
 * @param today the day in Europe/London: an agreement is active when it is live on it
 */
record AgreementFhir(String base, LocalDate today) {

    private static final String TYPE = "OrganizationAffiliation";
    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OrganizationAffiliation";
    private static final String EXTENSION = "https://weald.care/StructureDefinition/agreement-";
    private static final String AGREEMENT_TYPE = "https://weald.care/CodeSystem/agreement-type";
    private static final String CATEGORY = "https://weald.care/CodeSystem/information-category";
    private static final String PURPOSE = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /** One agreement. */
    ObjectNode resource(Agreement agreement) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", TYPE)
                .put("id", agreement.id().text());
        json.putObject("meta").putArray("profile").add(PROFILE);
        extensions(json.putArray("extension"), agreement);
        json.put("active", agreement.isLiveOn(today));
        json.putObject("period")
                .put("start", agreement.from().toString())
                .put("end", agreement.to().toString());
        reference(json.putObject("organization"), "urn:ietf:rfc:3986", base).put("display", "Weald shared care record");
        reference(json.putObject("participatingOrganization"), AgreementQuery.ODS, agreement.organisation())
                .put("display", agreement.name());
        coding(json.putArray("code").addObject().putArray("coding").addObject(), agreement.type());
        return json;
    }

    /** A page of them, with links to itself and to the next page if there is one. */
    ObjectNode bundle(AgreementQuery query, AgreementRepository.Page page) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", page.total());
        link(json.putArray("link"), "self", query);
        if (page.more()) {
            link(
                    json.withArray("link"),
                    "next",
                    query.behind(page.agreements().getLast().id()));
        }
        page.agreements().forEach(agreement -> entry(json.withArray("entry").addObject(), agreement));
        return json;
    }

    private void entry(ObjectNode json, Agreement agreement) {
        json.put("fullUrl", base + "/" + TYPE + "/" + agreement.id().text()).set("resource", resource(agreement));
        json.putObject("search").put("mode", "match");
    }

    private void link(ArrayNode links, String relation, AgreementQuery query) {
        String parameters = query.parameters().entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        links.addObject().put("relation", relation).put("url", base + "/" + TYPE + "?" + parameters);
    }

    private static void extensions(ArrayNode json, Agreement agreement) {
        agreement.purposes().stream().sorted().forEach(purpose -> code(json, "purpose", PURPOSE, purpose));
        flag(json, "feeds", agreement.feeds());
        flag(json, "processor", agreement.processor());
        agreement.excludedCategories().stream()
                .sorted()
                .forEach(category -> code(json, "excluded-category", CATEGORY, category));
    }

    private static void code(ArrayNode json, String extension, String system, String code) {
        json.addObject()
                .put("url", EXTENSION + extension)
                .putObject("valueCoding")
                .put("system", system)
                .put("code", code);
    }

    private static void flag(ArrayNode json, String extension, boolean value) {
        json.addObject().put("url", EXTENSION + extension).put("valueBoolean", value);
    }

    private static ObjectNode reference(ObjectNode json, String system, String value) {
        json.putObject("identifier").put("system", system).put("value", value);
        return json;
    }

    private static void coding(ObjectNode json, Agreement.Type type) {
        json.put("system", AGREEMENT_TYPE)
                .put("code", type.name())
                .put(
                        "display",
                        switch (type) {
                            case JCA -> "Joint Controllers Agreement";
                            case DPA -> "Data Processing Agreement";
                        });
    }
}
