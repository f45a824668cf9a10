package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.ByPerson;
import care.weald.gateway.upstream.Whom.BySourcePatient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Reads of documents. */
@ApplicationScoped
class DocumentReads {

    /** The largest Binary that is converted to XML, in bytes: what it becomes in memory is many times that. */
    private static final int MOST_XML = 4 * 1_024 * 1_024;

    private static final List<String> FROM_RECORD = List.of(Services.RECORD);

    private final DisclosureGate gate;
    private final RecordClient records;

    DocumentReads(DisclosureGate gate, RecordClient records) {
        this.gate = gate;
        this.records = records;
    }

    /** The content of a document, in the form that is wanted or not at all. */
    Uni<Answer> content(Enquiry enquiry, String id, DocumentForm form) {
        enquiry.parameters().mustBeAmong(Set.of());
        ItemId content = ItemId.parse(id).orElseThrow(() -> PatientReference.invalid("id"));
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "read",
                new BySourcePatient(content.sourcePatient()),
                FROM_RECORD,
                enquiry.act(Served.CONTENT + "/" + content.text(), enquiry.parameters()));
        return gate.disclose(
                inquiry,
                granted -> records.content(
                                "/contents/" + content.text(),
                                form.fhir().isPresent(),
                                granted.permitFor(Services.RECORD),
                                enquiry.requester())
                        .map(fetched -> fits(fetched, enquiry, form) ? fetched : unacceptable()));
    }

    private static boolean fits(Fetched fetched, Enquiry enquiry, DocumentForm form) {
        if (!(fetched instanceof Content content)) {
            return true;
        }
        return form.fhir().isPresent()
                ? enquiry.format() == Format.JSON || content.json().length <= MOST_XML
                : form.takes(content.mediaType());
    }

    private static Fetched unacceptable() {
        return new Invalid(Fault.of(Kind.NOT_ACCEPTABLE));
    }

    /** The one treatment escalation plan that is in force. */
    Uni<Answer> treatmentPlan(Enquiry enquiry, String id) {
        enquiry.parameters().mustBeAmong(Set.of());
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "search",
                new ByPerson(PatientReference.person(id, "id")),
                FROM_RECORD,
                enquiry.act("Patient/" + id + "/$treatment-escalation-plan", enquiry.parameters()));
        return gate.disclose(
                inquiry,
                granted -> records.fetch(
                        "/treatment-escalation-plan", granted.permitFor(Services.RECORD), enquiry.requester()));
    }
}
