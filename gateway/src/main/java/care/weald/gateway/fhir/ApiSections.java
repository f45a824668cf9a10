package care.weald.gateway.fhir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** The sections of the OpenAPI document, in the order in which a newcomer wants them. */
final class ApiSections {

    private record Section(String name, String says) {}

    private static final Section ABOUT =
            new Section("About this server", "What it is, what it can do, its keys; open to all");
    private static final Section FEEDS = new Section("Feeds", "What a partner's system sends");
    private static final Section OF_FEEDS =
            new Section("How feeds do", "Which are late, what is wrong with what they bring, what was refused");
    private static final Section PEOPLE =
            new Section("People and their records", "Find somebody, then open the record");
    private static final Section WATCH =
            new Section("Monitoring", "Alerts, privacy cases, rules and statistics; for privacy officers");
    private static final Section USES = new Section("Who has used a record", "The access log, in plain words");
    private static final Section POLICY =
            new Section("Who may see what", "Why a decision is as it is, and what another access matrix would change");
    private static final Map<String, Section> OF = new LinkedHashMap<>();

    static {
        OF.put("Patient Resource", PEOPLE);
        OF.put("Summary Resource", PEOPLE);
        OF.put("Item Resource", new Section("Items", "One kind of thing at a time; the directory; the audit trail"));
        OF.put(
                "Document Resource",
                new Section("Documents", "Their content, and the one treatment escalation plan (IHE MHD)"));
        OF.put("People Resource", new Section("Who is who", "Matching, identifiers, single registrations"));
        OF.put("Feed Resource", FEEDS);
        OF.put("Told Event Resource", FEEDS);
        OF.put("Hl 7 Resource", FEEDS);
        OF.put("Import Resource", FEEDS);
        OF.put("Staff Resource", FEEDS);
        OF.put("Freshness Resource", OF_FEEDS);
        OF.put("Quality Resource", OF_FEEDS);
        OF.put("Failed Message Resource", OF_FEEDS);
        OF.put("Validation Resource", OF_FEEDS);
        OF.put(
                "Bulk Resource",
                new Section("In bulk", "Files of Patients, and the search of everybody for duplicates"));
        OF.put(
                "Steward Resource",
                new Section("Putting right who is who", "Duplicates, merge and unlink; for record stewards"));
        OF.put(
                "Objection Resource",
                new Section("Objections", "Lodged, looked into, decided by a clinician, appealed, withdrawn"));
        OF.put(
                "Override Resource",
                new Section("Overrides", "A second person's word, and what looking into each comes to"));
        OF.put(
                "Delegation Resource",
                new Section("Proxies", "Who may see a patient's record besides: a parent, a carer, an attorney"));
        OF.put(
                "Subject Access Resource",
                new Section(
                        "Copies for patients", "All that is held, reviewed by a health professional and fetched once"));
        OF.put("Policy Resource", POLICY);
        OF.put("Matrix Resource", POLICY);
        OF.put("Egress Resource", POLICY);
        OF.put("Notice Resource", POLICY);
        OF.put(
                "Preference Resource",
                new Section("Preferences", "The Summary Care Record preference and the national data opt-out"));
        OF.put("Governance Resource", POLICY);
        OF.put(
                "Match Model Resource",
                new Section("Match models", "Versions: trained, tried, approved and taken back"));
        OF.put(
                "Erasure Resource",
                new Section("The audit log", "Signed heads, tiles and proofs; heads and tiles are open to all"));
        OF.put(
                "Audit Log Resource",
                new Section("The audit log", "Signed heads, tiles and proofs; heads and tiles are open to all"));
        OF.put(
                "Witness Resource",
                new Section("The audit log", "Signed heads, tiles and proofs; heads and tiles are open to all"));
        OF.put("Access Log Resource", USES);
        OF.put("Own Resource", USES);
        OF.put(
                "Console Resource",
                new Section("The console", "The web page for privacy officers; its files are open to all"));
        OF.put("Watch Resource", WATCH);
        OF.put("Monitoring Resource", WATCH);
        OF.put("Capability Resource", ABOUT);
        OF.put("Self Description Resource", ABOUT);
        OF.put("Jwks Resource", ABOUT);
    }

    private ApiSections() {}

    /** Gives every operation the section that its class stands for. Throws for a class that has none. */
    static void arrange(OpenAPI api) {
        api.setTags(OF.values().stream()
                .distinct()
                .map(section -> OASFactory.createTag().name(section.name()).description(section.says()))
                .toList());
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(ApiSections::move));
    }

    private static void move(Operation operation) {
        List<String> tags = operation.getTags() == null ? List.of() : operation.getTags();
        operation.setTags(tags.stream().map(ApiSections::of).toList());
    }

    private static String of(String tag) {
        Section section = OF.get(tag);
        if (section == null) {
            throw new IllegalStateException("no section of the description is for " + tag);
        }
        return section.name();
    }
}
