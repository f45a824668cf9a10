package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.partner.SmartScopes;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Whether the access token's SMART scopes reach as far as a request. What is of no known kind needs every scope. */
final class ScopeCheck {

    private static final String PATIENT = "Patient";

    /** What stands beside FHIR has a type of its own in scopes. */
    private static final String MATCH_MODEL = "MatchModel";

    /** Whose feeds they are, for the list of how feeds stand. */
    private static final String ORGANISATION = "Organization";

    /** Whoever may change Tasks of privacy cases may change what makes them. */
    private static final String MONITORING = "monitoring";

    private ScopeCheck() {}

    /** Lets the request pass or fails with {@link Faulted}: 403, reason {@code scope}. */
    static void check(Enquiry enquiry) {
        SmartScopes scopes =
                new SmartScopes(enquiry.requester().partner().caller().scopes());
        if (!reach(scopes, enquiry)) {
            throw new Faulted(Fault.of(Kind.REFUSED).because("scope"), "scope");
        }
    }

    /** The same for what a search brings along: each of {@code types} as if it were read by itself. */
    static void checkIncluded(Requester requester, Collection<String> types) {
        SmartScopes scopes = new SmartScopes(requester.partner().caller().scopes());
        if (!types.isEmpty() && !scopes.coverAll(types, SmartScopes.READ_OR_SEARCH)) {
            throw new Faulted(Fault.of(Kind.REFUSED).because("scope"), "scope");
        }
    }

    private static boolean reach(SmartScopes scopes, Enquiry enquiry) {
        String path = enquiry.act().path();
        if (path.startsWith(MONITORING) && !enquiry.act().action().equals("R")) {
            return scopes.cover("Task", SmartScopes.UPDATE);
        }
        return switch (enquiry.act().subtype()) {
            case "read", "vread", "history-instance" -> scopes.cover(type(path), SmartScopes.READ);
            case "search" -> scopes.cover(type(path), SmartScopes.SEARCH);
            case "transaction" -> scopes.coverFeed();
            case "update" ->
                path.equals(PATIENT) ? scopes.coverFeed(PATIENT) : scopes.cover(type(path), SmartScopes.UPDATE);
            case "create" -> scopes.coverFeed(type(path));
            case "delete" -> scopes.coverRemoval(type(path));
            default -> operation(scopes, path, enquiry.parameters());
        };
    }

    private static boolean operation(SmartScopes scopes, String path, Parameters parameters) {
        if (path.startsWith(ImportResource.IMPORT)) {
            return scopes.coverFeed();
        }
        if (path.startsWith(BulkResource.IMPORTS)) {
            return scopes.coverFeed(PATIENT);
        }
        if (path.startsWith(BulkResource.DUPLICATES)) {
            return scopes.coverAll(List.of(PATIENT, "Task"), SmartScopes.UPDATE);
        }
        if (path.endsWith("/$replay")) {
            return scopes.coverFeed();
        }
        if (path.startsWith("Task/")) {
            return scopes.cover("Task", SmartScopes.UPDATE);
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "$object", "$open-case" -> scopes.cover("Task", SmartScopes.UPDATE);
            case "$claim-relationship",
                    "$override",
                    "$confirm-override",
                    "$delegates",
                    "$explain-access",
                    "$match",
                    "$ihe-pix" -> scopes.cover(PATIENT, SmartScopes.READ_OR_SEARCH);
            case "$treatment-escalation-plan" ->
                scopes.coverAll(List.of("DocumentReference", "Observation"), SmartScopes.READ_OR_SEARCH);
            case "$train", "$shadow", "$activate", "$roll-back", "$draft", "$approve", "$end", "$attest" ->
                scopes.cover(type(path), SmartScopes.UPDATE);
            case "$record-preference", "$withdraw-preference" -> scopes.cover("Consent", SmartScopes.UPDATE);
            case "$simulate-policy" -> scopes.cover("Consent", SmartScopes.READ_OR_SEARCH);
            case "$validate" -> scopes.coverFeed() || scopes.cover(type(path), SmartScopes.READ_OR_SEARCH);
            case "$merge", "$unlink", "$delegate", "$end-delegation" -> scopes.cover(PATIENT, SmartScopes.UPDATE);
            case "$access-log" -> scopes.cover("AuditEvent", SmartScopes.READ_OR_SEARCH);
            case "$erase" -> scopes.cover(type(path), SmartScopes.READ_OR_SEARCH);
            default -> scopes.coverAll(filter(path, parameters), SmartScopes.READ_OR_SEARCH);
        };
    }

    private static String type(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        return switch (first) {
            case "match-models" -> MATCH_MODEL;
            case "feeds" -> ORGANISATION;
            case "monitoring" -> "DetectedIssue";
            case "access-matrix", "attestations", "governance", "egress-agreements", "privacy-notice-drafts" ->
                "Consent";
            default -> first;
        };
    }

    /** The types that {@code $everything} is narrowed to; none when it is not. */
    private static List<String> filter(String path, Parameters parameters) {
        return path.endsWith("$everything")
                ? parameters.all("_type").stream()
                        .flatMap(several -> Stream.of(several.split(",", -1)))
                        .toList()
                : List.of();
    }
}
