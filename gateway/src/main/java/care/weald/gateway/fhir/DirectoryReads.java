package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.ConsentClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads and searches of what is about nobody: the directory of record-service, the agreements of consent-service. */
@ApplicationScoped
class DirectoryReads {

    private final DisclosureGate gate;
    private final RecordClient records;
    private final ConsentClient consent;

    DirectoryReads(DisclosureGate gate, RecordClient records, ConsentClient consent) {
        this.gate = gate;
        this.records = records;
        this.consent = consent;
    }

    /** What stands under {@code rest}: {@code /<id>}, or a query with its question mark, or nothing. */
    Uni<Answer> disclose(Enquiry enquiry, String type, String rest) {
        boolean agreement = type.equals(Served.AGREEMENT);
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "directory",
                new Nobody(),
                agreement ? List.of() : List.of(Services.RECORD),
                enquiry.act(type, enquiry.parameters()));
        return gate.disclose(
                inquiry,
                granted -> agreement
                        ? consent.agreements("/agreements" + rest, enquiry.requester())
                        : records.fetch(
                                "/directory/" + type + rest, granted.permitFor(Services.RECORD), enquiry.requester()));
    }
}
