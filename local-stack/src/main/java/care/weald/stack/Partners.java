package care.weald.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The partner organisations and the people who work there: all invented, from {@code partners.json}. */
public final class Partners {

    private static final JsonNode FILE = Json.resource("/partners.json");

    private Partners() {}

    /**
     * An organisation.
     *
     * @param code ODS code
     * @param from first day of its agreement, empty when it never had one
     * @param to last day of its agreement
     */
    public record Organisation(String code, String name, String from, String to) {

        /** The OIDC client of its system. */
        public String client() {
            return "feed-" + code.toLowerCase(Locale.ROOT);
        }
    }

    /** Somebody who signs in. */
    public record User(String user, String organisation, String role, String given, String family, String purpose) {}

    /** All organisations. */
    public static List<Organisation> organisations() {
        return StreamSupport.stream(FILE.path("organisations").spliterator(), false)
                .map(node ->
                        new Organisation(text(node, "code"), text(node, "name"), text(node, "from"), text(node, "to")))
                .toList();
    }

    /** The organisation of this code. */
    public static Organisation organisation(String code) {
        return organisations().stream()
                .filter(organisation -> organisation.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** All users. */
    public static List<User> users() {
        return StreamSupport.stream(FILE.path("users").spliterator(), false)
                .map(node -> new User(
                        text(node, "user"),
                        text(node, "organisation"),
                        text(node, "role"),
                        text(node, "given"),
                        text(node, "family"),
                        text(node, "purpose")))
                .toList();
    }

    /** A citizen who signs in, as NHS login would have it: with an NHS number and how well that is proved. */
    public record Citizen(String user, String nhsNumber, String proofing, String given, String family) {}

    /** All citizens who sign in. */
    public static List<Citizen> citizens() {
        return StreamSupport.stream(FILE.path("citizens").spliterator(), false)
                .map(node -> new Citizen(
                        text(node, "user"),
                        text(node, "nhsNumber"),
                        text(node, "proofing"),
                        text(node, "given"),
                        text(node, "family")))
                .toList();
    }

    /** The agreements, as consent-service reads them. */
    static String agreements() {
        ObjectNode file = Json.object();
        ArrayNode list = file.putArray("agreements");
        for (Organisation organisation : organisations()) {
            if (!organisation.from().isEmpty()) {
                ObjectNode agreement = list.addObject();
                agreement.put("organisation", organisation.code()).put("name", organisation.name());
                agreement.put("type", "JCA").set("purposes", FILE.path("purposes"));
                agreement.put("feeds", true).put("from", organisation.from()).put("to", organisation.to());
            }
        }
        return Json.write(file);
    }

    /** What they have promised of their feeds, as record-service reads it. One promises more than the sample keeps. */
    static String feedContracts() {
        ObjectNode file = Json.object();
        file.set("feeds", FILE.path("feeds"));
        return Json.write(file);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).textValue();
    }
}
