package care.weald.consent.casework;

import care.weald.consent.casework.ObjectionCase.Effect;
import care.weald.consent.form.Terms;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What cases come to as FHIR R4 {@code Consent}s in the shape of IHE PCF (row C1): a permit at the root, one level of
 * provisions under it, a deny for what is held back and a permit for each organisation that is excepted. A permit that
 * names its actor beats a general deny; otherwise a deny wins.
 *
 * @param base the public FHIR base, without a slash at the end
 * @param now what is in force is said as of then
 */
record ConsentFhir(String base, Instant now) {

    /** A Consent as it is shown: a case that holds nothing back yet, or one of a case's effects. */
    private record Shown(UUID id, String status, ObjectionCase of, Scope scope, Instant from, List<Instant> until) {}

    /** The Consents of these cases that have one of {@code statuses}; all of them when that is empty. */
    ObjectNode bundle(UUID person, List<ObjectionCase> cases, List<String> statuses) {
        List<Shown> shown = cases.stream()
                .flatMap(one -> shown(one).stream())
                .filter(one -> statuses.isEmpty() || statuses.contains(one.status()))
                .toList();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", shown.size());
        json.putArray("link").addObject().put("relation", "self").put("url", base + "/Consent");
        for (Shown one : shown) {
            ObjectNode entry = json.withArray("/entry").addObject();
            entry.put("fullUrl", base + "/Consent/" + one.id()).set("resource", resource(person, one));
            entry.putObject("search").put("mode", "match");
        }
        return json;
    }

    /** The Consent of this id, if the case has one. */
    Optional<ObjectNode> one(UUID id, ObjectionCase of) {
        return shown(of).stream()
                .filter(shown -> shown.id().equals(id))
                .findFirst()
                .map(shown -> resource(of.person(), shown));
    }

    private List<Shown> shown(ObjectionCase one) {
        List<Shown> shown = new ArrayList<>();
        for (Effect effect : one.effects()) {
            Instant until = effect.until();
            boolean over = until != null && !now.isBefore(until);
            shown.add(new Shown(
                    effect.id(),
                    over ? "inactive" : "active",
                    one,
                    effect.scope(),
                    effect.from(),
                    until == null ? List.of() : List.of(until)));
        }
        if (one.effects().stream().noneMatch(effect -> !effect.interim() && effect.holdsAt(now))) {
            String status = one.state().isOpen()
                    ? "proposed"
                    : one.state() instanceof CaseState.NotUpheld ? "rejected" : "inactive";
            shown.add(new Shown(one.id(), status, one, one.lodging().scope(), one.lodgedAt(), List.of()));
        }
        return shown;
    }

    private static ObjectNode resource(UUID person, Shown shown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Consent").put("id", shown.id().toString()).put("status", shown.status());
        json.putObject("scope")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/consentscope")
                .put("code", "patient-privacy");
        ArrayNode categories = json.putArray("category");
        categories
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", "59284-0");
        Terms.code(categories.addObject(), "consent-category", TaskFhir.CODE);
        json.putObject("patient").put("reference", "Patient/" + person);
        json.put("dateTime", shown.of().lodgedAt().toString());
        Terms.organisation(json.putArray("organization").addObject(), shown.of().organisation());
        json.putObject("sourceReference")
                .put("reference", "Task/" + TaskFhir.ID + shown.of().id());
        json.putObject("policyRule")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "OPTOUT");
        provisions(json.putObject("provision").put("type", "permit"), shown);
        return json;
    }

    private static void provisions(ObjectNode root, Shown shown) {
        ArrayNode provisions = root.putArray("provision");
        ObjectNode deny = provisions.addObject().put("type", "deny");
        ObjectNode period = deny.putObject("period").put("start", shown.from().toString());
        shown.until().forEach(until -> period.put("end", until.toString()));
        deny.putArray("purpose")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason")
                .put("code", "TREAT");
        shown.scope().categories().stream()
                .sorted()
                .forEach(category -> deny.withArray("/securityLabel")
                        .addObject()
                        .put("system", Terms.SYSTEM + "information-category")
                        .put("code", category));
        shown.scope().excepted().stream().sorted().forEach(organisation -> {
            ObjectNode actor = provisions
                    .addObject()
                    .put("type", "permit")
                    .putArray("actor")
                    .addObject();
            actor.putObject("role")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
                    .put("code", "IRCP");
            Terms.organisation(actor.putObject("reference"), organisation);
        });
    }
}
