package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.Fetched.Missing;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByPerson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The reads that begin with a Patient. */
@ApplicationScoped
class PatientReads {

    private static final String DEMOGRAPHICS = "cat-01";

    private final DisclosureGate gate;
    private final IdentityClient identity;
    private final RecordClient records;
    private final SeenReads seen;
    private final String base;

    PatientReads(
            DisclosureGate gate, IdentityClient identity, RecordClient records, SeenReads seen, FhirConfig config) {
        this.gate = gate;
        this.identity = identity;
        this.records = records;
        this.seen = seen;
        this.base = config.publicBase();
    }

    /** A searchset of the Patient with one identifier. */
    Uni<Answer> search(Enquiry enquiry, Parameters parameters) {
        parameters.mustBeAmong(Set.of("identifier"));
        Whom whom = PatientReference.identifier(
                parameters
                        .one("identifier")
                        .orElseThrow(() ->
                                new Faulted(Fault.of(Kind.MISSING_PARAMETER).at("identifier"), "identifier")),
                "identifier");
        Inquiry inquiry = new Inquiry(
                        enquiry.requester(), "demographics", whom, List.of(Services.IDENTITY), enquiry.act())
                .whenAbsent(Bundles.empty(base + "/Patient"));
        return gate.disclose(
                inquiry, granted -> patient(enquiry, granted).map(fetched -> inBundle(fetched, granted.person())));
    }

    private Fetched inBundle(Fetched fetched, String person) {
        return fetched instanceof Content content
                ? content.as(Bundles.ofPatient(content.json(), person, base), content.disclosure())
                : fetched;
    }

    /** One Patient. */
    Uni<Answer> read(Enquiry enquiry, String id) {
        enquiry.parameters().mustBeAmong(Set.of());
        return gate.disclose(
                inquiry(enquiry, "demographics", id, "", List.of(Services.IDENTITY)),
                granted -> patient(enquiry, granted));
    }

    /** The record by categories, the Patient among it where category 1 is asked for. */
    Uni<Answer> record(Enquiry enquiry, String id) {
        if (SeenReads.areAsked(enquiry.parameters())) {
            return seen(enquiry, id, "record");
        }
        Parameters parameters = enquiry.parameters().without(Set.of());
        boolean withPatient = wants(parameters, "category", DEMOGRAPHICS) && isOfNow(parameters);
        return bundle(enquiry, id, "record", withPatient);
    }

    /** Everything, the Patient first. */
    Uni<Answer> everything(Enquiry enquiry, String id) {
        if (SeenReads.areAsked(enquiry.parameters())) {
            return seen(enquiry, id, "everything");
        }
        Parameters parameters = enquiry.parameters().without(Set.of());
        boolean withPatient = wants(parameters, "_type", "Patient") && isOfNow(parameters);
        return bundle(enquiry, id, "everything", withPatient);
    }

    /** Whether the answer to a question of record-service, path and query, has the Patient in it. */
    static boolean isWithPatient(String question, Parameters parameters) {
        boolean record = question.startsWith("/record");
        return wants(parameters, record ? "category" : "_type", record ? DEMOGRAPHICS : "Patient")
                && isOfNow(parameters);
    }

    /** A Patient is told as of now, and belongs to no record of the past. */
    private static boolean isOfNow(Parameters parameters) {
        return !parameters.has("_asOf");
    }

    /** Whether the filter lets this value through, on the first page. */
    private static boolean wants(Parameters parameters, String filter, String value) {
        List<String> values = parameters.all(filter).stream()
                .flatMap(several -> Stream.of(several.split(",", -1)))
                .toList();
        return (values.isEmpty() || values.contains(value)) && !parameters.has("_cursor");
    }

    private Uni<Answer> seen(Enquiry enquiry, String id, String name) {
        Whom whom = new ByPerson(PatientReference.person(id, "id"));
        return seen.seen(enquiry, whom, "Patient/" + id + "/$" + name, "/" + name);
    }

    private Uni<Answer> bundle(Enquiry enquiry, String id, String name, boolean withPatient) {
        Inquiry inquiry = inquiry(
                enquiry,
                name,
                id,
                "/$" + name,
                withPatient ? List.of(Services.RECORD, Services.IDENTITY) : List.of(Services.RECORD));
        String path = "/" + name + enquiry.parameters().without(Set.of()).toQuery();
        return gate.disclose(inquiry, granted -> {
            Uni<Fetched> record = records.fetch(path, granted.permitFor(Services.RECORD), enquiry.requester());
            return withPatient
                    ? Uni.combine()
                            .all()
                            .unis(record, patient(enquiry, granted))
                            .with((bundle, patient) -> together(bundle, patient, granted.person(), base))
                    : record;
        });
    }

    /** Both as one Bundle; the items alone where there is no Patient to be seen. */
    static Fetched together(Fetched bundle, Fetched patient, String person, String base) {
        return switch (bundle) {
            case Content items ->
                switch (patient) {
                    case Content one ->
                        items.as(
                                Bundles.withPatient(items, one.json(), person, base),
                                items.disclosure().plus(one.disclosure()));
                    case Missing _ -> items;
                    case Invalid invalid -> invalid;
                };
            case Missing missing -> missing;
            case Invalid invalid -> invalid;
        };
    }

    private Uni<Fetched> patient(Enquiry enquiry, Granted granted) {
        return identity.patient(granted.person(), granted.permitFor(Services.IDENTITY), enquiry.requester());
    }

    private static Inquiry inquiry(
            Enquiry enquiry, String interaction, String id, String operation, List<String> from) {
        return new Inquiry(
                enquiry.requester(),
                interaction,
                new ByPerson(PatientReference.person(id, "id")),
                from,
                enquiry.act("Patient/" + id + operation, enquiry.parameters()));
    }
}
