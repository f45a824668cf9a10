package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.Fetched.Missing;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** The patient summary: governed as the record is, put together from record-service's document and the Patient. */
@ApplicationScoped
class SummaryReads {

    private static final String RECORD = "record";
    private static final List<String> FROM = List.of(Services.RECORD, Services.IDENTITY);

    private final DisclosureGate gate;
    private final IdentityClient identity;
    private final RecordClient records;
    private final Clock clock;
    private final String base;

    SummaryReads(DisclosureGate gate, IdentityClient identity, RecordClient records, Clock clock, FhirConfig config) {
        this.gate = gate;
        this.identity = identity;
        this.records = records;
        this.clock = clock;
        this.base = config.publicBase();
    }

    /** The document about somebody; 404 where there is no Patient to be seen, since a document has its subject. */
    Uni<Answer> summary(Enquiry enquiry, Whom whom, Act act) {
        return gate.disclose(
                new Inquiry(enquiry.requester(), RECORD, whom, FROM, act),
                granted -> Uni.combine()
                        .all()
                        .unis(
                                records.fetch("/summary", granted.permitFor(Services.RECORD), enquiry.requester()),
                                identity.patient(
                                        granted.person(), granted.permitFor(Services.IDENTITY), enquiry.requester()))
                        .with(this::together));
    }

    private Fetched together(Fetched document, Fetched patient) {
        return switch (document) {
            case Content summary ->
                switch (patient) {
                    case Content one ->
                        summary.as(
                                SummaryBundle.withPatient(summary, one.json(), base, clock.instant()),
                                summary.disclosure().plus(one.disclosure()));
                    case Missing missing -> missing;
                    case Invalid invalid -> invalid;
                };
            case Missing missing -> missing;
            case Invalid invalid -> invalid;
        };
    }
}
