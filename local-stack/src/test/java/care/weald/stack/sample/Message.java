package care.weald.stack.sample;

import care.weald.stack.Partners;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One organisation's message about one person: a transaction Bundle whose references all resolve within it. */
final class Message {

    static final String STAFF = "https://fhir.nhs.uk/Id/sds-user-id";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String SENT = "2026-11-01T06:00:00Z";

    private final String organisation;
    private final String person;
    private final JsonNode patient;

    Message(String organisation, String person, JsonNode patient) {
        this.organisation = organisation;
        this.person = person;
        this.patient = patient;
    }

    ObjectNode of(List<ObjectNode> items) {
        List<ObjectNode> all = new ArrayList<>();
        all.add(registration());
        items.forEach(item -> all.add(item.deepCopy()));
        String before = "urn:uuid:" + patient.path("id").textValue();
        String now = "urn:uuid:" + all.getFirst().path("id").textValue();
        Set<String> present = all.stream()
                .map(item -> "urn:uuid:" + item.path("id").textValue())
                .collect(Collectors.toCollection(HashSet::new));
        for (ObjectNode item : all) {
            boolean _ = keeps(item, before, now, present);
        }
        return bundle(organisation, "sample-" + person, all);
    }

    /** This organisation's registration of the person: the same NHS number, its own local number. */
    private ObjectNode registration() {
        ObjectNode own = patient.deepCopy();
        own.remove(List.of("text", "extension", "multipleBirthBoolean", "multipleBirthInteger"));
        own.put("id", id(organisation, person));
        JsonNode nhsNumber = patient.at("/identifier/0").deepCopy();
        ArrayNode identifiers = own.putArray("identifier").add(nhsNumber);
        long number = UUID.nameUUIDFromBytes((organisation + person).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
        identifiers
                .addObject()
                .put("use", "usual")
                .put("system", host(organisation) + "/Id/local-patient-number")
                .put("value", String.format(Locale.ROOT, "%08d", Math.floorMod(number, 100_000_000L)));
        own.putObject("managingOrganization").put("reference", "Organization?identifier=" + ODS + "|" + organisation);
        ((ObjectNode) own.at("/address/0")).remove("extension");
        return own;
    }

    /** Points references to what is in this message; false when the node only held one that is not. */
    private boolean keeps(JsonNode node, String before, String now, Set<String> present) {
        if (node instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (!keeps(array.get(i), before, now, present)) {
                    array.remove(i);
                }
            }
            return !array.isEmpty();
        }
        if (!(node instanceof ObjectNode object)) {
            return true;
        }
        List<String> gone = new ArrayList<>();
        object.properties().forEach(member -> {
            if (!keeps(member.getValue(), before, now, present)) {
                gone.add(member.getKey());
            }
        });
        object.remove(gone);
        return !object.path("reference").isTextual() || pointed(object, before, now, present);
    }

    private boolean pointed(ObjectNode object, String before, String now, Set<String> present) {
        String reference = object.path("reference").textValue();
        if (reference.equals(before)) {
            object.put("reference", now);
            object.remove("display");
        } else if (reference.startsWith("urn:uuid:")) {
            return present.contains(reference);
        } else if (reference.startsWith("Organization?")) {
            object.put("reference", "Organization?identifier=" + ODS + "|" + organisation);
            object.put("display", Partners.organisation(organisation).name());
        } else if (reference.startsWith("Practitioner?")) {
            object.put("reference", "Practitioner?identifier=" + STAFF + reference.substring(reference.indexOf('|')));
        } else {
            return false;
        }
        return true;
    }

    static ObjectNode organisation(String code) {
        ObjectNode resource = SampleMaker.JSON.createObjectNode().put("resourceType", "Organization");
        resource.put("id", id(code, "organisation"));
        resource.putArray("identifier").addObject().put("system", ODS).put("value", code);
        return resource.put("active", true)
                .put("name", Partners.organisation(code).name());
    }

    static ObjectNode directory(String code, List<ObjectNode> resources) {
        return bundle(code, "sample-directory", resources);
    }

    static String id(String organisation, String name) {
        return UUID.nameUUIDFromBytes(("weald-sample|" + organisation + "|" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode bundle(String code, String message, List<ObjectNode> resources) {
        ObjectNode bundle = SampleMaker.JSON.createObjectNode().put("resourceType", "Bundle");
        bundle.putObject("identifier").put("system", host(code) + "/Id/message").put("value", message);
        bundle.put("type", "transaction").put("timestamp", SENT);
        ArrayNode entries = bundle.putArray("entry");
        for (ObjectNode resource : resources) {
            ObjectNode entry = entries.addObject();
            entry.put("fullUrl", "urn:uuid:" + resource.path("id").textValue());
            entry.set("resource", resource);
            entry.putObject("request").put("method", "POST").put("url", SampleMaker.type(resource));
        }
        return bundle;
    }

    private static String host(String code) {
        return "https://" + code.toLowerCase(Locale.ROOT) + ".example";
    }
}
