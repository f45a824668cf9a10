package care.weald.audit.event;

import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.access.Decision.Undecided;
import care.weald.audit.access.Near;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rules of monitoring go by, of an event's own facts, beside what it is found by (ADR 0020). */
final class WatchFacts {

    /** Alerts and cases, whose reading is watched too. */
    private static final Pattern TARGET = Pattern.compile(
            "(?:DetectedIssue/|Task/case-)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:/.*)?");

    private static final Pattern WHAT = Pattern.compile("[A-Za-z$-]{1,40}");
    private static final int LONGEST = 200;
    private static final int MOST_SKEW = 1_000_000;

    private WatchFacts() {}

    /** The facts as JSON; members that would be empty are left out. {@code heard} is when the event reached us, or its spool. */
    static String of(Admitted tokens, PostedEvent event, Instant heard) {
        ObjectNode facts = Fhir.object();
        list(facts, "roles", tokens.requester().caller().roles());
        text(facts, "client", tokens.requester().caller().client());
        switch (tokens.decision()) {
            case Permit permit -> terms(facts, permit.terms());
            case Deny deny -> {
                terms(facts, deny.terms());
                text(facts, "reason", deny.reason());
            }
            case Undecided _ -> {}
        }
        facts.put("status", event.status()).put("items", event.disclosure().items());
        text(facts, "what", what(event.request().path()));
        text(facts, "asked", asked(event.request().query()));
        Matcher target = TARGET.matcher(event.request().path());
        text(facts, "target", target.matches() ? target.group(1) : "");
        facts.put("skew", Math.clamp(Duration.between(event.reported(), heard).toSeconds(), -MOST_SKEW, MOST_SKEW));
        return facts.toString();
    }

    private static void terms(ObjectNode facts, Terms terms) {
        text(facts, "interaction", terms.interaction());
        list(
                facts,
                "near",
                terms.about().near().stream().map(Near::code).sorted().toList());
        list(facts, "holders", terms.about().holders());
        if (terms.about().restricted()) {
            facts.put("restricted", true);
        }
    }

    /** The kind of thing asked for: an operation by its name, anything else by its type. Never an id. */
    private static String what(String path) {
        String first = path.replaceFirst("/.*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        String what = last.startsWith("$") ? last : first;
        return WHAT.matcher(what).matches() ? what : "";
    }

    /** The names of what was asked for, without the values. */
    private static String asked(String query) {
        String names = query.replaceAll("=[^&]*", "");
        return names.length() <= LONGEST ? names : names.substring(0, LONGEST);
    }

    private static void text(ObjectNode facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value.replace('\0', '\uFFFD'));
        }
    }

    private static void list(ObjectNode facts, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = facts.putArray(name);
            values.forEach(value -> array.add(value.replace('\0', '\uFFFD')));
        }
    }
}
