package care.weald.gateway.support;

import care.weald.gateway.support.Services.Asked;
import care.weald.gateway.support.Services.Reply;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the services answer when a test says nothing else. */
public final class Usual {

    /** A person whom the caller may see. */
    public static final String ALICE = "11111111-1111-4111-8111-111111111111";

    /** Her NHS number. */
    public static final String ALICE_NUMBER = "9991000003";

    /** A person who must look absent. */
    public static final String HIDDEN = "22222222-2222-4222-8222-222222222222";

    /** A person about whom the caller is told of the refusal. */
    public static final String REFUSED = "33333333-3333-4333-8333-333333333333";

    /** A person who does not exist. */
    public static final String NOBODY = "44444444-4444-4444-8444-444444444444";

    /** An item of Alice's. */
    public static final String ITEM = "01234567890123456789012345.0abcdefghjkmnpqrstvwxyz000";

    private static final Pattern EVENT_ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern BODY_HASH = Pattern.compile("\"bodyHash\":\"([0-9a-f]*)\"");
    private static final String SHOWN =
            "{\"categories\":[\"cat-16\"],\"items\":1,\"withheld\":2,\"organisations\":[\"KZ001\"]}";

    private Usual() {}

    /** What a service answers. */
    public static Reply answer(Asked asked) {
        return switch (asked.service()) {
            case "identity-service" -> identity(asked);
            case "consent-service" -> consent(asked);
            case "record-service" -> record(asked);
            default -> audit(asked);
        };
    }

    private static Reply identity(Asked asked) {
        if (asked.target().startsWith("/person-tokens") && asked.body().contains("\"persons\"")) {
            return Reply.ok(
                    asked.body().replace("persons", "tokens").replaceAll("\"([0-9a-f-]{36})\"", "\"person-$1\""));
        }
        if (asked.target().startsWith("/person-tokens")) {
            String person = asked.body().contains(ALICE_NUMBER) || asked.body().contains("sourcePatient")
                    ? ALICE
                    : asked.body().contains("9991000011")
                            ? HIDDEN
                            : asked.body().replaceAll(".*\"person\":\"([^\"]+)\".*", "$1");
            String id = person.length() == 36 ? person : UUID.randomUUID().toString();
            return Reply.ok("{\"person\":\"" + id + "\",\"token\":\"person-" + id + "\"}");
        }
        if (asked.target().startsWith("/patients/")) {
            return new Reply(
                    200,
                    Map.of(
                            "Weald-Disclosure",
                            "{\"categories\":[\"cat-01\"],\"items\":1,\"withheld\":0,\"organisations\":[\"KZ016\"]}"),
                    "{\"resourceType\":\"Patient\",\"id\":\""
                            + asked.target().substring(10).replaceAll("\\?.*", "") + "\",\"gender\":\"female\"}");
        }
        return Reply.ok(
                asked.target().endsWith("check")
                        ? "{\"patients\":[{\"entry\":0,\"sourcePatient\":\"" + ALICE + "\"}],\"token\":\"feed-person\"}"
                        : "{\"patients\":[{\"entry\":0,\"sourcePatient\":\"" + ALICE + "\",\"person\":\"" + ALICE
                                + "\",\"version\":1,\"status\":\"201 Created\"}]}");
    }

    private static Reply consent(Asked asked) {
        if (asked.target().startsWith("/access-matrix")) {
            return Reply.ok("{\"version\":\"2026-01\"}");
        }
        if (asked.target().startsWith("/relationship-claims")) {
            return new Reply(
                    201,
                    Map.of(),
                    "{\"expires\":\"2026-11-23T00:00:00Z\",\"permits\":{\"audit-service\":\"claim-permit\"}}");
        }
        if (asked.target().startsWith("/decisions/trace")) {
            return Reply.ok(asked.body()
                    .replace("persons", "known")
                    .replace("\"person-" + ALICE + "\"", "true")
                    .replaceAll("\"person-[0-9a-f-]+\"", "false"));
        }
        if (asked.body().contains("person-" + REFUSED)) {
            return deny("refused");
        }
        if (asked.target().startsWith("/agreements")) {
            return new Reply(
                    200,
                    Map.of("Weald-Disclosure", SHOWN),
                    "{\"resourceType\":\"OrganizationAffiliation\",\"id\":\"KZ016-20260101\",\"active\":true}");
        }
        boolean person = asked.body().contains("\"person\"");
        if (person && !asked.body().contains("\"person\":\"person-" + ALICE)) {
            return deny("absent");
        }
        StringBuilder permits = new StringBuilder();
        for (String service : new String[] {"identity-service", "record-service", "audit-service"}) {
            if (asked.body().contains(service)) {
                permits.append(permits.isEmpty() ? "" : ",").append("\"" + service + "\":\"permit-" + service + "\"");
            }
        }
        return Reply.ok(
                "{\"decision\":\"permit\",\"decisionId\":\"" + UUID.randomUUID() + "\",\"permits\":{" + permits + "}}");
    }

    private static Reply deny(String shown) {
        return Reply.ok("{\"decision\":\"deny\",\"decisionId\":\"" + UUID.randomUUID()
                + "\",\"reason\":\"relationship-missing\",\"shown\":\"" + shown
                + "\",\"permits\":{\"audit-service\":\"deny-permit\"}}");
    }

    private static Reply record(Asked asked) {
        String target = asked.target();
        if (target.startsWith("/feeds")) {
            return Reply.ok("{\"message\":\"m1\",\"state\":\"stored\",\"entries\":[null,{\"status\":\"201 Created\","
                    + "\"location\":\"Observation/" + ITEM + "/_history/1\",\"etag\":\"W/\\\"1\\\"\","
                    + "\"lastModified\":\"2026-11-22T00:00:00Z\"}]}");
        }
        if (target.startsWith("/record") || target.startsWith("/everything")) {
            String head = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[";
            return new Reply(
                    200,
                    Map.of("Weald-Disclosure", SHOWN, "Weald-Entry-Offset", Integer.toString(head.length())),
                    head + "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o1\",\"status\":\"final\"}}]}");
        }
        if (target.startsWith("/contents/")) {
            boolean fhir = asked.headers().getOrDefault("accept", "").startsWith("application/fhir+json");
            return fhir
                    ? new Reply(
                            200,
                            Map.of("Weald-Disclosure", SHOWN),
                            "{\"resourceType\":\"Binary\",\"id\":\"" + ITEM
                                    + "\",\"contentType\":\"text/plain\",\"data\":\"aGVsbG8=\"}")
                    : new Reply(200, Map.of("Weald-Disclosure", SHOWN, "Weald-Content-Type", "text/plain"), "hello");
        }
        if (target.matches("/(items|directory)/[A-Za-z]+/.*")) {
            return new Reply(
                    200,
                    Map.of(
                            "Weald-Disclosure",
                            SHOWN,
                            "ETag",
                            "W/\"3\"",
                            "Last-Modified",
                            "Sun, 22 Nov 2026 00:00:00 GMT"),
                    "{\"resourceType\":\"Observation\",\"id\":\"" + ITEM + "\",\"status\":\"final\"}");
        }
        return new Reply(
                200,
                Map.of("Weald-Disclosure", SHOWN),
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}");
    }

    private static Reply audit(Asked asked) {
        return asked.target().startsWith("/events")
                ? receipt(first(EVENT_ID, asked.body()), first(BODY_HASH, asked.body()))
                : Reply.ok("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}");
    }

    /** A receipt for an event and a body. */
    public static Reply receipt(String event, String bodyHash) {
        String receipt = Peers.sign(
                "audit-service",
                "weald-receipt+jwt",
                "gateway",
                event,
                Map.of("index", 1042, "leaf_hash", "00", "body_hash", bodyHash));
        return new Reply(201, Map.of(), "{\"receipt\":\"" + receipt + "\"}");
    }

    /** The id of a posted event. */
    public static String eventId(Asked asked) {
        return first(EVENT_ID, asked.body());
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
