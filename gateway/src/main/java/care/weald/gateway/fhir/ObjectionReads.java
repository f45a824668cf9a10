package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByPerson;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Objections among the resources that other services own too: Tasks by their code, Consents by their category. */
@ApplicationScoped
class ObjectionReads {

    private static final String CODE = "article-21-objection";
    private static final String FOLLOW_UP = "override-follow-up";
    private static final Set<String> FOLLOW_UPS = Set.of("code", "status", "_count", "_cursor");
    private static final Set<String> PATIENT = Set.of("patient", "patient.identifier");
    private static final Set<String> CASES =
            Set.of("code", "patient", "patient.identifier", "status", "_count", "_cursor");
    private static final Set<String> CONSENTS = Set.of("category", "patient", "patient.identifier", "status");
    /** What says whose they are and that they are objections, which the path and the person token say further on. */
    private static final Set<String> WHOSE = Set.of("code", "category", "patient", "patient.identifier");

    /** Categories of Consents that are no objections and kept by consent-service all the same (row C6). */
    private static final Set<String> PREFERENCES = Set.of("summary-care-record-preference", "national-data-opt-out");

    private static final byte[] NONE = {};

    private final Objections objections;
    private final String base;

    ObjectionReads(Objections objections, FhirConfig config) {
        this.objections = objections;
        this.base = config.publicBase();
    }

    /** Whether {@code parameter} says that it is objections that are looked for. */
    static boolean areAsked(Parameters parameters, String parameter) {
        return isAsked(parameters, parameter, CODE);
    }

    /** Whether it is the follow-ups of overrides that are looked for. */
    static boolean areFollowUpsAsked(Parameters parameters) {
        return isAsked(parameters, "code", FOLLOW_UP);
    }

    /** Whether it is Consents that consent-service keeps that are looked for. */
    static boolean areConsentsAsked(Parameters parameters) {
        return areAsked(parameters, "category") || !preference(parameters).isEmpty();
    }

    /** The one preference that is looked for; empty when none is. */
    private static String preference(Parameters parameters) {
        return PREFERENCES.stream()
                .filter(code -> isAsked(parameters, "category", code))
                .findFirst()
                .orElse("");
    }

    private static boolean isAsked(Parameters parameters, String parameter, String code) {
        return parameters.all(parameter).stream().anyMatch(value -> value.equals(code) || value.endsWith("|" + code));
    }

    /** A searchset of the overrides of the organisation's users. */
    Uni<Answer> followUps(Enquiry enquiry) {
        Parameters asked = enquiry.parameters().without(Set.of());
        asked.mustBeAmong(FOLLOW_UPS);
        Parameters passed = asked.without(WHOSE);
        return objections.handle(
                inquiry(enquiry, new Nobody(), enquiry.act("Task", asked)),
                new Request("/follow-ups" + passed.toQuery(), NONE));
    }

    /** A searchset of the organisation's own cases, of everybody or of one patient. */
    Uni<Answer> cases(Enquiry enquiry) {
        Parameters asked = enquiry.parameters().without(Set.of());
        asked.mustBeAmong(CASES);
        Whom whom = PATIENT.stream().anyMatch(asked::has) ? PatientReference.of(asked, base) : new Nobody();
        Parameters passed = asked.without(WHOSE);
        return objections.handle(
                inquiry(enquiry, whom, enquiry.act("Task", asked)),
                new Request("/objections" + passed.toQuery(), NONE));
    }

    /** A searchset of a patient's Consents that say what objections came to. */
    Uni<Answer> consents(Enquiry enquiry, Parameters parameters) {
        Parameters asked = parameters.without(Set.of());
        asked.mustBeAmong(CONSENTS);
        String preference = preference(asked);
        if (asked.all("category").size() > 1 || (!preference.isEmpty() && areAsked(asked, "category"))) {
            throw PatientReference.invalid("category");
        }
        String query = asked.without(WHOSE).toQuery();
        String path = preference.isEmpty()
                ? "/consents" + query
                : "/preferences" + query + (query.isEmpty() ? "?" : "&") + "category=" + preference;
        return objections.handle(
                inquiry(enquiry, PatientReference.of(asked, base), enquiry.act("Consent", asked)),
                new Request(path, NONE));
    }

    /** One Consent that says what an objection came to; its id is no item's. */
    Uni<Answer> consent(Enquiry enquiry, UUID id) {
        return objections.handle(
                inquiry(enquiry, new Nobody(), enquiry.act("Consent/" + id, new Parameters(List.of()))),
                new Request("/consents/" + id, NONE));
    }

    /** One of the organisation's own cases. */
    Uni<Answer> read(Enquiry enquiry, String id) {
        enquiry.parameters().mustBeAmong(Set.of());
        return objections.handle(
                inquiry(enquiry, new Nobody(), enquiry.act("Task/" + id, new Parameters(List.of()))),
                new Request(path(id), NONE));
    }

    /** A new objection of a patient. */
    Uni<Answer> lodge(Enquiry enquiry, String patient, Uni<byte[]> content) {
        enquiry.parameters().mustBeAmong(Set.of());
        Whom whom = new ByPerson(PatientReference.person(patient, "id"));
        Act act = enquiry.act("Patient/" + patient + "/$object", new Parameters(List.of()));
        return content.chain(fhir -> objections.handle(inquiry(enquiry, whom, act), new Request("/objections", fhir)));
    }

    /** A step with one of the organisation's own cases. */
    Uni<Answer> step(Enquiry enquiry, String id, String step, Uni<byte[]> content) {
        enquiry.parameters().mustBeAmong(Set.of());
        Act act = enquiry.act("Task/" + id + "/" + step, new Parameters(List.of()));
        return content.chain(fhir ->
                objections.handle(inquiry(enquiry, new Nobody(), act), new Request(path(id) + "/" + step, fhir)));
    }

    private static String path(String id) {
        return "/objections/" + id.substring(ObjectionResource.PREFIX.length());
    }

    private static Inquiry inquiry(Enquiry enquiry, Whom whom, Act act) {
        return new Inquiry(enquiry.requester(), "objections", whom, List.of(), act);
    }
}
