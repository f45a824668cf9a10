package care.weald.audit.stream;

import care.weald.audit.stream.Notice.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may leave of the values that an event or an alert has. A code must look like one, so no free text leaves; whatever
 * holds a number of the form of an NHS number does not; and of a citizen's own doings nothing tells which citizen.
 */
final class Discreet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9$][A-Za-z0-9._$:-]{0,63}");
    private static final Pattern TEN_DIGITS = Pattern.compile("(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Set<String> OWN = Set.of("own", "proxy");
    private static final String CITIZEN_ROLE = "CIT";
    private static final int LONGEST = 128;

    /** In the place of what may not be told. */
    static final String WITHHELD = "withheld";

    /** In the place of a citizen. */
    static final String CITIZEN = "citizen";

    private Discreet() {}

    /** A code as it is; empty for none, {@link #WITHHELD} for what looks like none. */
    static String code(String value) {
        boolean fit = CODE.matcher(value).matches() && !isNumber(value);
        return value.isEmpty() || fit ? value : WITHHELD;
    }

    /** Codes, each as it is or withheld. */
    static List<String> codes(List<String> values) {
        return values.stream().map(Discreet::code).toList();
    }

    /** The kind of thing asked for, where a decision was asked for it: what is no request of ours may hold any word. */
    static String what(JsonNode facts) {
        return facts.path("interaction").asText("").isEmpty()
                ? ""
                : code(facts.path("what").asText(""));
    }

    /** A user's or client's id. */
    static String id(String value) {
        return isNumber(value) || value.length() > LONGEST ? WITHHELD : value;
    }

    private static boolean isNumber(String value) {
        return TEN_DIGITS.matcher(value).find();
    }

    /**
     * Who acted in an event with these {@code facts}: without facts nothing tells that it was no citizen.
     *
     * @param whole the AuditEvent
     */
    static Actor actor(String organisation, String subject, String basis, JsonNode facts, byte[] whole) {
        List<String> roles = new ArrayList<>();
        facts.path("roles").forEach(role -> roles.add(role.asText()));
        boolean staff = facts.isObject() && !OWN.contains(basis) && !roles.contains(CITIZEN_ROLE);
        return staff
                ? new Actor(
                        code(organisation),
                        id(subject),
                        id(facts.path("client").asText("")),
                        address(whole),
                        codes(roles))
                : new Actor(code(organisation), facts.isObject() ? CITIZEN : "", "", "", codes(roles));
    }

    /** Whom an alert is about, if it is about a member of staff. */
    static Actor actor(String organisation, String subject, List<String> roles) {
        String user = roles.contains(CITIZEN_ROLE) ? CITIZEN : id(subject);
        return new Actor(code(organisation), user, "", "", codes(roles));
    }

    /** The network address that an AuditEvent's client came from; empty when it has none. */
    private static String address(byte[] whole) {
        try {
            for (JsonNode agent : JSON.readTree(whole).path("agent")) {
                JsonNode network = agent.path("network");
                String address = network.path("address").asText("");
                if ("2".equals(network.path("type").asText())
                        && ADDRESS.matcher(address).matches()) {
                    return address;
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** JSON as stored; missing when there is none. */
    static JsonNode json(String text) {
        try {
            return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
