package care.weald.audit.accesslog;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.Auditors;
import care.weald.audit.search.EventSearch;
import care.weald.audit.search.SearchParameters;
import care.weald.audit.search.SearchParameters.Parsed;
import care.weald.audit.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The access log of the person whom the permit names: for that person, or for a privacy officer who answers him or her. */
@Path("/access-log")
public class AccessLogResource {

    /** The permits of a citizen, and of whoever asks for the copy that is the citizen's: told of every organisation. */
    private static final Set<String> OWN = Set.of("access-log", "subject-access");

    private static final Set<String> INTERACTIONS = Set.of("access-log", "subject-access", "audit");
    private static final Set<String> PARAMETERS = Set.of("date", "_count", "_cursor");

    private final Access access;
    private final EventSearch events;
    private final Auditors auditors;
    private final AccessLogConfig config;
    private final SecurityIdentity identity;
    private final Sentence sentence;

    AccessLogResource(
            Access access, EventSearch events, Auditors auditors, AccessLogConfig config, SecurityIdentity identity) {
        this.access = access;
        this.events = events;
        this.auditors = auditors;
        this.config = config;
        this.identity = identity;
        this.sentence = new Sentence(Words.read(), config.staffNames());
    }

    @GET
    @Authenticated
    @Operation(summary = "Who has used a person's record, in plain words, as JSON or as a page to read")
    public Uni<Response> log(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Accept") @Nullable String accept,
            @Context UriInfo uri) {
        boolean page = accept != null && accept.startsWith(MediaType.TEXT_HTML);
        Map<String, List<String>> query = Map.copyOf(uri.getQueryParameters());
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> answer(admission, query, page));
    }

    private Uni<Response> answer(Admission admission, Map<String, List<String>> query, boolean page) {
        return switch (admission) {
            case Rejected rejected -> Uni.createFrom().item(rejected.problem().toResponse());
            case Admitted admitted
            when admitted.decision() instanceof Permit permit
                    && INTERACTIONS.contains(permit.terms().interaction()) -> ofPerson(permit.terms(), query, page);
            case Admitted _ -> refused();
        };
    }

    private Uni<Response> ofPerson(Terms terms, Map<String, List<String>> query, boolean page) {
        UUID person = terms.person();
        if (person == null) {
            return refused();
        }
        Optional<String> unknown = query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return fault("", "A parameter is not one of this log");
        }
        return switch (SearchParameters.parse(query, config.count(), config.maxCount())) {
            case Parsed.Faulty faulty -> fault(faulty.parameter(), faulty.detail());
            case Parsed.Understood understood ->
                events.find(understood.criteria().of(person).seenHere(), terms.persons(), limit(terms))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(found -> response(found, page, query));
        };
    }

    /** The one organisation whose events are told of; empty for the person, and for auditors of all. */
    private Optional<String> limit(Terms terms) {
        boolean all = OWN.contains(terms.interaction()) || auditors.seeAll(terms.organisation(), terms.roles());
        return all ? Optional.empty() : Optional.of(terms.organisation());
    }

    private Response response(EventSearch.Page found, boolean page, Map<String, List<String>> asked) {
        AccessLog log = new AccessLog(
                found.events().stream().map(UseReader::read).toList(),
                found.next().map(cursor -> cursor.text()));
        Response.ResponseBuilder answer = page
                ? Response.ok(AccessLogPage.of(log, sentence, asked)).type("text/html;charset=utf-8")
                : Response.ok(log.json(sentence, config.staffNames()).toString())
                        .type(MediaType.APPLICATION_JSON);
        return answer.header("Weald-Disclosure", log.disclosure()).build();
    }

    private static Uni<Response> refused() {
        return Uni.createFrom()
                .item(Problem.of(Kind.REFUSED, "An access log is told only with a permit for it, about a person")
                        .toResponse());
    }

    private static Uni<Response> fault(String place, String detail) {
        return Uni.createFrom()
                .item(Problem.of(Kind.INVALID_PARAMETER, detail)
                        .with("place", place)
                        .toResponse());
    }
}
