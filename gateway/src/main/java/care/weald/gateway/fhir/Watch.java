package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.AuditClient.Watched;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerts, privacy cases and the rules behind them, for officers: each reading is decided, audited and proved too. */
@ApplicationScoped
class Watch {

    private static final String CODE = "privacy-case";
    private static final Set<String> ALERTS = Set.of("code", "severity", "status", "identified", "_count", "_cursor");
    private static final Set<String> CASES = Set.of("code", "status", "owner", "_count", "_cursor");
    private static final byte[] NONE = {};

    private final DisclosureGate gate;
    private final AuditClient audit;

    Watch(DisclosureGate gate, AuditClient audit) {
        this.gate = gate;
        this.audit = audit;
    }

    /** Whether a search of Tasks is for cases. */
    static boolean areAsked(Parameters parameters) {
        return parameters.all("code").stream().anyMatch(code -> code.equals(CODE) || code.endsWith("|" + CODE));
    }

    /** Whether a search of a type is for alerts: such an issue is an item when it is asked for by its patient. */
    static boolean areAlerts(String type, Parameters parameters) {
        return type.equals("DetectedIssue") && PatientReference.NAMES.stream().noneMatch(parameters::has);
    }

    /**
     * A searchset of alerts, by code (the rule), severity (high, moderate, low), status (registered: no case; preliminary:
     * in a case; final: its case is closed) and identified (a date, twice at most).
     */
    Uni<Answer> alerts(Enquiry enquiry, Parameters parameters) {
        Parameters asked = parameters.without(Set.of());
        asked.mustBeAmong(ALERTS);
        return read(enquiry, enquiry.act("DetectedIssue", asked), "/alerts" + asked.toQuery());
    }

    /** A searchset of cases. */
    Uni<Answer> cases(Enquiry enquiry) {
        Parameters asked = enquiry.parameters().without(Set.of());
        asked.mustBeAmong(CASES);
        return read(
                enquiry,
                enquiry.act("Task", asked),
                "/cases" + asked.without(Set.of("code")).toQuery());
    }

    /** What stands under a path of audit-service. */
    Uni<Answer> read(Enquiry enquiry, Act act, String path) {
        return gate.disclose(
                inquiry(enquiry, act),
                granted -> audit.watch(
                        new Watched(HttpMethod.GET, path, Map.of(), NONE),
                        granted.permitFor(Services.AUDIT),
                        enquiry.requester()));
    }

    /** What becomes of a change, whose content is asked for once it is granted. */
    Uni<Answer> change(Enquiry enquiry, Act act, Watched change, Uni<byte[]> content) {
        return gate.disclose(
                inquiry(enquiry, act),
                granted -> content.chain(json ->
                        audit.watch(change.with(json), granted.permitFor(Services.AUDIT), enquiry.requester())));
    }

    /** A change without content. */
    static Uni<byte[]> nothing() {
        return Uni.createFrom().item(NONE);
    }

    private static Inquiry inquiry(Enquiry enquiry, Act act) {
        return new Inquiry(enquiry.requester(), "monitor", new Nobody(), List.of(), act);
    }
}
