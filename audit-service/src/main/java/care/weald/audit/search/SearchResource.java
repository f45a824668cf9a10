package care.weald.audit.search;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.EventSearch.Page;
import care.weald.audit.search.SearchParameters.Parsed;
import care.weald.audit.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The log's search (IHE ITI-81), for callers with an audit permit. */
@Path("/audit-events")
public class SearchResource {

    private final Access access;
    private final EventSearch events;
    private final SearchConfig config;
    private final Auditors auditors;
    private final Readings readings;
    private final SecurityIdentity identity;

    SearchResource(
            Access access,
            EventSearch events,
            SearchConfig config,
            Auditors auditors,
            Readings readings,
            SecurityIdentity identity) {
        this.access = access;
        this.events = events;
        this.config = config;
        this.auditors = auditors;
        this.readings = readings;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(summary = "Search AuditEvents by patient, date, agent, outcome, type, subtype and request")
    public Uni<Response> search(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("X-Request-ID") @Nullable String requestId,
            @Context UriInfo uri) {
        Map<String, List<String>> query = new LinkedHashMap<>(uri.getQueryParameters());
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> answer(admission, requestId, Collections.unmodifiableMap(query)));
    }

    private Uni<Response> answer(Admission admission, @Nullable String requestId, Map<String, List<String>> query) {
        return switch (admission) {
            case Rejected rejected -> Uni.createFrom().item(rejected.problem().toResponse());
            case Admitted admitted
            when admitted.decision() instanceof Permit permit
                    && permit.terms().interaction().equals("audit") -> search(permit.terms(), requestId, query);
            case Admitted _ ->
                Uni.createFrom()
                        .item(Problem.of(Kind.REFUSED, "The log is searched only with an audit permit")
                                .toResponse());
        };
    }

    private Uni<Response> search(Terms terms, @Nullable String requestId, Map<String, List<String>> query) {
        return switch (SearchParameters.parse(query, config.count(), config.maxCount())) {
            case Parsed.Faulty faulty ->
                Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_PARAMETER, faulty.detail())
                                .with("place", faulty.parameter())
                                .toResponse());
            case Parsed.Understood understood
            when understood.criteria().person().stream().allMatch(person -> person.equals(terms.person())) ->
                readings.note(requestId, understood.criteria())
                        .chain(() -> events.find(understood.criteria(), terms.persons(), limit(terms)))
                        .map(page -> bundle(page, query));
            case Parsed.Understood _ ->
                Uni.createFrom()
                        .item(Problem.of(Kind.REFUSED, "The permit is for another person's events")
                                .toResponse());
        };
    }

    /** The one organisation whose events the caller may see; empty when it is every one. */
    private Optional<String> limit(Terms terms) {
        boolean all = auditors.seeAll(terms.organisation(), terms.roles());
        return all ? Optional.empty() : Optional.of(terms.organisation());
    }

    private Response bundle(Page page, Map<String, List<String>> query) {
        return Response.ok(new SearchBundle(config.publicBase()).of(page, query))
                .type("application/fhir+json")
                .header("Weald-Disclosure", SearchBundle.disclosure(page))
                .build();
    }
}
