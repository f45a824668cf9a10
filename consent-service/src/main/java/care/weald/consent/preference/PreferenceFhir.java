package care.weald.consent.preference;

import care.weald.consent.form.Terms;
import care.weald.consent.preference.Preference.Kind;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Preferences as FHIR R4 {@code Consent}s of a category of their own, never that of objections, each with the
 * {@code Provenance} of how it came to be (rows C1 and C6).
 *
 * @param base the public FHIR base, without a slash at the end
 * @param now what is in force is said as of then
 */
record PreferenceFhir(String base, Instant now) {

    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    /** A searchset of those with one of {@code statuses}, all when that is empty, each followed by its Provenance. */
    ObjectNode bundle(UUID person, List<Preference> all, List<String> statuses) {
        List<ObjectNode> entries = new ArrayList<>();
        List<Preference> shown = all.stream()
                .filter(one -> statuses.isEmpty() || statuses.contains(status(one)))
                .toList();
        for (Preference one : shown) {
            entries.add(Terms.entry(base + "/Consent/" + one.id(), consent(person, one)));
            ObjectNode origin = Terms.entry("urn:uuid:" + provenanceId(one), provenance(one));
            origin.putObject("search").put("mode", "include");
            entries.add(origin);
        }
        return Terms.bundle(base + "/Consent", "", entries).put("total", shown.size());
    }

    private String status(Preference one) {
        return one.holdsAt(now) ? "active" : "inactive";
    }

    /** One of them. */
    ObjectNode consent(UUID person, Preference one) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Consent").put("id", one.id().toString()).put("status", status(one));
        coding(json.putObject("scope").putArray("coding"), TERMINOLOGY + "consentscope", "patient-privacy");
        ArrayNode categories = json.putArray("category");
        coding(categories.addObject().putArray("coding"), "http://loinc.org", "59284-0");
        Terms.code(categories.addObject(), "consent-category", one.kind().code());
        json.putObject("patient").put("reference", "Patient/" + person);
        json.put("dateTime", one.origin().at().toString());
        Terms.organisation(
                json.putArray("organization").addObject(), one.origin().organisation());
        boolean out = one.choice().equals(Preference.OPTED_OUT);
        coding(json.putObject("policyRule").putArray("coding"), TERMINOLOGY + "v3-ActCode", out ? "OPTOUT" : "OPTIN");
        provision(json.putObject("provision"), one, out);
        return json;
    }

    private static void provision(ObjectNode provision, Preference one, boolean out) {
        provision.put("type", out ? "deny" : "permit");
        Instant until = one.until();
        ObjectNode period =
                provision.putObject("period").put("start", one.from().toString());
        if (until != null) {
            period.put("end", until.toString());
        }
        Terms.code(provision.putArray("code").addObject(), "preference", one.choice());
        if (one.kind() == Kind.NATIONAL_DATA) {
            ArrayNode purposes = provision.putArray("purpose");
            List.of("HRESCH", "PUBHLTH", "HQUALIMP", "HSYSADMIN")
                    .forEach(code -> coding(purposes, TERMINOLOGY + "v3-ActReason", code));
        }
    }

    private static ObjectNode provenance(Preference one) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Provenance").put("id", provenanceId(one).toString());
        json.putArray("target").addObject().put("reference", "Consent/" + one.id());
        json.put("recorded", one.origin().at().toString());
        coding(json.putObject("activity").putArray("coding"), TERMINOLOGY + "v3-DataOperation", "CREATE");
        ObjectNode agent = json.putArray("agent").addObject();
        Terms.code(
                agent.putObject("type"),
                "capacity",
                one.origin().capacity().name().toLowerCase(Locale.ROOT));
        Terms.organisation(agent.putObject("who"), one.origin().organisation());
        return json;
    }

    private static UUID provenanceId(Preference one) {
        return new UUID(one.id().getMostSignificantBits(), ~one.id().getLeastSignificantBits());
    }

    private static void coding(ArrayNode codings, String system, String code) {
        codings.addObject().put("system", system).put("code", code);
    }
}
