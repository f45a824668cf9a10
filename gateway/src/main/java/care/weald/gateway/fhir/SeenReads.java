package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.RecordClient.Remade;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody was shown at the time of an audit event, byte for byte (capabilities.md, D14; ADR 0027). What does not
 * have the hash that the event has is never shown as if it were that.
 */
@ApplicationScoped
class SeenReads {

    /** The parameter that names the event. */
    static final String PARAMETER = "_asSeenBy";

    private static final Pattern EVENT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DisclosureGate gate;
    private final AuditClient audit;
    private final RecordClient records;
    private final IdentityClient identity;
    private final String base;

    SeenReads(
            DisclosureGate gate, AuditClient audit, RecordClient records, IdentityClient identity, FhirConfig config) {
        this.gate = gate;
        this.audit = audit;
        this.records = records;
        this.identity = identity;
        this.base = config.publicBase();
    }

    /** Whether it is the past as somebody saw it that is asked for. */
    static boolean areAsked(Parameters parameters) {
        return parameters.has(PARAMETER);
    }

    /**
     * The answer of then. {@code question} begins record-service's name for what is asked now: another question's answer is
     * none. 404 when there is no such event to be seen; 422 with the rule {@code erased}, {@code nothing-shown},
     * {@code not-kept}, {@code another-question} or {@code not-the-same}.
     */
    Uni<Answer> seen(Enquiry enquiry, Whom whom, String path, String question) {
        enquiry.parameters().mustBeAmong(Set.of(PARAMETER));
        String event = enquiry.parameters()
                .one(PARAMETER)
                .filter(id -> EVENT.matcher(id).matches())
                .orElseThrow(() -> new Faulted(Fault.of(Kind.INVALID_PARAMETER).at(PARAMETER), PARAMETER));
        Act act = new Act(enquiry.act().subtype(), enquiry.act().action(), path, PARAMETER + "=" + event);
        Inquiry inquiry =
                new Inquiry(enquiry.requester(), "seen", whom, List.of(Services.RECORD, Services.IDENTITY), act);
        return gate.disclose(
                inquiry,
                granted -> audit.disclosed(event, granted.permitFor(Services.AUDIT), enquiry.requester())
                        .chain(found -> found instanceof Content told
                                ? again(enquiry, granted, question, json(told))
                                : Uni.createFrom().item(found)));
    }

    private Uni<Fetched> again(Enquiry enquiry, Granted granted, String question, JsonNode event) {
        return records.again(
                        event.path("request").asText(),
                        event.path("recorded").asText(),
                        granted.permitFor(Services.RECORD),
                        enquiry.requester())
                .chain(remade -> switch (remade.answer()) {
                    case Content items
                    when isOf(question, remade.question()) ->
                        whole(enquiry, granted, remade, items)
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(answer ->
                                        same(answer, event.path("bodyHash").asText()));
                    case Content _ -> Uni.createFrom().item(refused("another-question"));
                    case Fetched other -> Uni.createFrom().item(other);
                });
    }

    private static boolean isOf(String question, String asked) {
        return asked.equals(question) || asked.startsWith(question + "?");
    }

    /** With the Patient, where there was one. */
    private Uni<Fetched> whole(Enquiry enquiry, Granted granted, Remade remade, Content items) {
        int query = remade.question().indexOf('?');
        Parameters then = Parameters.parse(query < 0 ? "" : remade.question().substring(query + 1));
        if (items.entryOffset() < 1 || !PatientReads.isWithPatient(remade.question(), then)) {
            return Uni.createFrom().item(items);
        }
        return identity.patientAt(
                        remade.levels(), granted.person(), granted.permitFor(Services.IDENTITY), enquiry.requester())
                .map(patient -> PatientReads.together(items, patient, granted.person(), base));
    }

    private static Fetched same(Fetched answer, String hash) {
        return answer instanceof Content content && !sha256(content.json()).equals(hash)
                ? refused("not-the-same")
                : answer;
    }

    private static Fetched refused(String rule) {
        return new Invalid(Fault.of(Kind.UNPROCESSABLE).because(rule).at(PARAMETER));
    }

    private static JsonNode json(Content content) {
        try {
            return JSON.readTree(content.json());
        } catch (IOException e) {
            throw Faulted.unavailable(Services.AUDIT, "broken");
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
