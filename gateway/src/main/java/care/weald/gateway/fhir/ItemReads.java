package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.BySourcePatient;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and searches by type. */
@ApplicationScoped
class ItemReads {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final List<String> FROM_RECORD = List.of(Services.RECORD);

    private final DisclosureGate gate;
    private final RecordClient records;
    private final AuditClient audit;
    private final DirectoryReads directory;
    private final SeenReads seen;
    private final String base;

    ItemReads(
            DisclosureGate gate,
            RecordClient records,
            AuditClient audit,
            DirectoryReads directory,
            SeenReads seen,
            FhirConfig config) {
        this.gate = gate;
        this.records = records;
        this.audit = audit;
        this.directory = directory;
        this.seen = seen;
        this.base = config.publicBase();
    }

    /** A search of one type. */
    Uni<Answer> search(Enquiry enquiry, String type, Parameters parameters) {
        Searchable clinical = Served.CLINICAL.get(type);
        if (clinical != null) {
            return items(enquiry, type, parameters, clinical);
        }
        if (Served.DIRECTORY.contains(type)) {
            return directory.disclose(
                    enquiry, type, parameters.without(PatientReference.NAMES).toQuery());
        }
        if (type.equals("AuditEvent")) {
            return events(enquiry, parameters);
        }
        throw unknownType();
    }

    /** A read of one resource. */
    Uni<Answer> read(Enquiry enquiry, String type, String id) {
        if (Served.DIRECTORY.contains(type)) {
            if (!ID.matcher(id).matches()) {
                throw PatientReference.invalid("id");
            }
            return directory.disclose(enquiry, type, "/" + id);
        }
        if (!Served.CLINICAL.containsKey(type)) {
            throw unknownType();
        }
        ItemId item = ItemId.parse(id).orElseThrow(() -> PatientReference.invalid("id"));
        String path = type + "/" + item.text();
        if (SeenReads.areAsked(enquiry.parameters())) {
            return seen.seen(enquiry, new BySourcePatient(item.sourcePatient()), path, "/items/" + path);
        }
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "read",
                new BySourcePatient(item.sourcePatient()),
                FROM_RECORD,
                enquiry.act(path, enquiry.parameters()));
        return gate.disclose(
                inquiry,
                granted -> records.fetch("/items/" + path, granted.permitFor(Services.RECORD), enquiry.requester()));
    }

    /** The versions of one clinical resource, or one of them when {@code version} is not empty. */
    Uni<Answer> history(Enquiry enquiry, String type, String id, String version) {
        if (!Served.CLINICAL.containsKey(type)) {
            throw unknownType();
        }
        Parameters asked = enquiry.parameters().without(Set.of());
        asked.mustBeAmong(version.isEmpty() ? Set.of("_count", "_since") : Set.of());
        if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
            throw PatientReference.invalid("vid");
        }
        ItemId item = ItemId.parse(id).orElseThrow(() -> PatientReference.invalid("id"));
        String path = type + "/" + item.text() + "/_history" + (version.isEmpty() ? "" : "/" + version);
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "read",
                new BySourcePatient(item.sourcePatient()),
                FROM_RECORD,
                enquiry.act(path, asked));
        return gate.disclose(
                inquiry,
                granted -> records.fetch(
                        "/items/" + path + asked.toQuery(), granted.permitFor(Services.RECORD), enquiry.requester()));
    }

    private Uni<Answer> items(Enquiry enquiry, String type, Parameters parameters, Searchable clinical) {
        Whom whom = PatientReference.of(parameters, base);
        Parameters rest = parameters.without(PatientReference.NAMES);
        clinical.check(rest);
        ScopeCheck.checkIncluded(enquiry.requester(), clinical.included(rest));
        Inquiry inquiry = new Inquiry(enquiry.requester(), "search", whom, FROM_RECORD, enquiry.act(type, rest))
                .whenAbsent(Bundles.empty(base + "/" + type));
        return gate.disclose(
                inquiry,
                granted -> records.fetch(
                        "/items/" + type + rest.toQuery(), granted.permitFor(Services.RECORD), enquiry.requester()));
    }

    private Uni<Answer> events(Enquiry enquiry, Parameters parameters) {
        Parameters rest = parameters.without(PatientReference.NAMES);
        boolean ofSomebody = rest.list().size() < parameters.list().size();
        Whom whom = ofSomebody ? PatientReference.of(parameters, base) : new Nobody();
        Inquiry inquiry = new Inquiry(enquiry.requester(), "audit", whom, List.of(), enquiry.act("AuditEvent", rest));
        return gate.disclose(inquiry, granted -> {
            String patient = ofSomebody ? "patient=" + granted.person() : "";
            String query = Stream.of(patient, rest.encoded())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("&"));
            return audit.search(query, granted.permitFor(Services.AUDIT), enquiry.requester());
        });
    }

    private static Faulted unknownType() {
        return new Faulted(Fault.of(Kind.NO_SUCH_PATH), "type");
    }
}
