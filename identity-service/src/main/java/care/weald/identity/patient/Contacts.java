package care.weald.identity.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How little of a contact may be shown. */
final class Contacts {

    private Contacts() {}

    /** The relationship and the telephones of {@code contact}. */
    static ObjectNode key(JsonNode contact) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        if (contact.has("relationship")) {
            copy.set("relationship", contact.get("relationship"));
        }
        List<JsonNode> phones = contact.path("telecom")
                .valueStream()
                .filter(telecom -> telecom.path("system").asText().equals("phone"))
                .<JsonNode>map(phone -> ((ObjectNode) phone.deepCopy()).retain("system", "value", "use"))
                .toList();
        if (!phones.isEmpty()) {
            copy.putArray("telecom").addAll(phones);
        }
        return copy;
    }
}
