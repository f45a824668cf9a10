package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Acquaintance;
import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.IdentityClient.Change;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByPerson;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tracing people: by demographics, by likeness, and from one identifier to the others. */
@ApplicationScoped
class PeopleReads {

    /** PDQm's parameters (IHE ITI-78) and those that PDS has besides. */
    static final List<String> DEMOGRAPHICS = List.of(
            "family",
            "given",
            "birthdate",
            "gender",
            "address-postalcode",
            "telecom",
            "active",
            "_fuzzy-match",
            "_exact-match",
            "_history",
            "_max-results");

    private static final Set<String> TAKEN = Stream.concat(
                    DEMOGRAPHICS.stream(), Stream.of("family:exact", "given:exact"))
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> FROM_IDENTITY = List.of(Services.IDENTITY);
    private static final String SOURCE = "sourceIdentifier";
    private static final String TARGET = "targetSystem";
    private static final String PEOPLE = "people";

    private final DisclosureGate gate;
    private final Acquaintance acquaintance;
    private final IdentityClient identity;

    PeopleReads(DisclosureGate gate, Acquaintance acquaintance, IdentityClient identity) {
        this.gate = gate;
        this.acquaintance = acquaintance;
        this.identity = identity;
    }

    /** Whether these parameters look for people by what is known of them. */
    static boolean areAsked(Parameters parameters) {
        return !parameters.has("identifier") && TAKEN.stream().anyMatch(parameters::has);
    }

    /** A searchset of the Patients that demographics find; the audit trail is told the names of the parameters alone. */
    Uni<Answer> search(Enquiry enquiry, Parameters parameters) {
        Parameters asked = parameters.without(Set.of());
        asked.mustBeAmong(TAKEN);
        return gate.disclose(
                people(enquiry, told(enquiry, asked)),
                granted -> identity.find(
                                "/patients" + asked.toQuery(),
                                granted.permitFor(Services.IDENTITY),
                                enquiry.requester())
                        .chain(found -> known(enquiry, found)));
    }

    /** The Patients that are like the one in {@code content}, with how sure that is (IHE ITI-119). */
    Uni<Answer> match(Enquiry enquiry, Uni<byte[]> content) {
        enquiry.parameters().mustBeAmong(Set.of());
        return gate.disclose(
                people(enquiry, enquiry.act()),
                granted -> content.chain(fhir -> identity.change(
                                new Change(HttpMethod.POST, "/patients/$match", Map.of(), fhir),
                                granted.permitFor(Services.IDENTITY),
                                enquiry.requester()))
                        .chain(found -> known(enquiry, found)));
    }

    /** The same without those who object and those whose whereabouts are protected from the caller. */
    private Uni<Fetched> known(Enquiry enquiry, Fetched fetched) {
        return fetched instanceof Content content
                ? acquaintance
                        .of(enquiry.requester(), content.disclosure().persons())
                        .map(known -> Traced.only(known, content))
                : Uni.createFrom().item(fetched);
    }

    private static Inquiry people(Enquiry enquiry, Act act) {
        return new Inquiry(enquiry.requester(), PEOPLE, new Nobody(), FROM_IDENTITY, act);
    }

    /** The other identifiers of the person with one identifier (IHE PIXm ITI-83). */
    Uni<Answer> crossReference(Enquiry enquiry) {
        Parameters parameters = enquiry.parameters().without(Set.of());
        parameters.mustBeAmong(Set.of(SOURCE, TARGET));
        Whom whom = PatientReference.identifier(
                parameters
                        .one(SOURCE)
                        .orElseThrow(() ->
                                new Faulted(Fault.of(Kind.MISSING_PARAMETER).at(SOURCE), SOURCE)),
                SOURCE);
        String targets = parameters.without(Set.of(SOURCE)).toQuery();
        Inquiry inquiry =
                new Inquiry(enquiry.requester(), "demographics", whom, FROM_IDENTITY, told(enquiry, parameters));
        return gate.disclose(inquiry, granted -> ofPerson("/$ihe-pix" + targets, granted, enquiry));
    }

    /** Whom to ring for a patient: contacts that any registration names, as RelatedPersons by source and rank. */
    Uni<Answer> contacts(Enquiry enquiry, String id) {
        enquiry.parameters().mustBeAmong(Set.of());
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "demographics",
                new ByPerson(PatientReference.person(id, "id")),
                FROM_IDENTITY,
                enquiry.act("Patient/" + id + "/RelatedPerson", enquiry.parameters()));
        return gate.disclose(inquiry, granted -> ofPerson("/related-persons", granted, enquiry));
    }

    private Uni<Fetched> ofPerson(String path, Granted granted, Enquiry enquiry) {
        return identity.fetch(
                "/patients/" + granted.person() + path, granted.permitFor(Services.IDENTITY), enquiry.requester());
    }

    private static Act told(Enquiry enquiry, Parameters parameters) {
        Act act = enquiry.act();
        return new Act(act.subtype(), act.action(), act.path(), parameters.names());
    }
}
