package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with what an organisation sends: reports and, fault by fault, a work list. */
@ApplicationScoped
class QualityReads {

    /** What reports are narrowed by. */
    static final Set<String> REPORTED = Set.of("reporter", "period");

    /** What the work list is narrowed by. */
    static final Set<String> LISTED = Set.of("code", "status", "owner", "_count", "_cursor");

    /** The code of its Tasks, which says that they are not those of possible duplicates. */
    private static final Pattern CODE = Pattern.compile("(https://weald\\.care/CodeSystem/task-code\\|)?correct-data");

    /** An item's id and the code of a rule. */
    private static final Pattern TASK = Pattern.compile("[0-9a-z]{26}\\.[0-9a-z]{26}-q[0-9]{2}");

    private final DisclosureGate gate;
    private final RecordClient records;

    QualityReads(DisclosureGate gate, RecordClient records) {
        this.gate = gate;
        this.records = records;
    }

    /** Whether a search of Tasks is for the work list. */
    static boolean areAsked(Parameters parameters) {
        return parameters.all("code").stream()
                .anyMatch(code -> CODE.matcher(code).matches());
    }

    /** Whether a Task of this id is on the work list. */
    static boolean isTask(String id) {
        return TASK.matcher(id).matches();
    }

    /** The MeasureReports. */
    Uni<Answer> reports(Enquiry enquiry) {
        Parameters asked = enquiry.parameters().without(Set.of());
        asked.mustBeAmong(REPORTED);
        return disclose(enquiry, enquiry.act("MeasureReport", asked), "/reports" + asked.toQuery());
    }

    /** The work list. */
    Uni<Answer> tasks(Enquiry enquiry, Parameters asked) {
        asked.mustBeAmong(LISTED);
        return disclose(enquiry, enquiry.act("Task", asked), "/tasks" + asked.toQuery());
    }

    /** One Task of it. */
    Uni<Answer> task(Enquiry enquiry, String id) {
        return disclose(enquiry, enquiry.act("Task/" + id, new Parameters(List.of())), "/tasks/" + id);
    }

    private Uni<Answer> disclose(Enquiry enquiry, Act act, String path) {
        Inquiry inquiry = new Inquiry(enquiry.requester(), "quality", new Nobody(), List.of(Services.RECORD), act);
        return gate.disclose(
                inquiry,
                granted -> records.fetch("/quality" + path, granted.permitFor(Services.RECORD), enquiry.requester()));
    }
}
