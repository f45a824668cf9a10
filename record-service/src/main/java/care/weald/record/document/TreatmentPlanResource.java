package care.weald.record.document;

import care.weald.record.document.TreatmentPlanRepository.Found;
import care.weald.record.item.Disclosure;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BundleWriter;
import care.weald.record.search.BundleWriter.Mode;
import care.weald.record.search.Links;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The treatment escalation plan of one person (capabilities.md, R10). */
@Path("/treatment-escalation-plan")
public class TreatmentPlanResource {

    private static final Set<String> SEARCH = Set.of("search");

    private final PermitReader permits;
    private final TreatmentPlanRepository plans;
    private final SecurityIdentity identity;
    private final String publicBase;

    TreatmentPlanResource(
            PermitReader permits, TreatmentPlanRepository plans, SecurityIdentity identity, PublicBase base) {
        this.permits = permits;
        this.plans = plans;
        this.identity = identity;
        this.publicBase = base.url();
    }

    /**
     * A Bundle of exactly one current plan, with the newest decision about resuscitation, and a warning that names every
     * other plan that claims to be current; 404 when none may be seen.
     */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The one treatment escalation plan that is in force")
    public Uni<Response> plan(@HeaderParam("Weald-Permit") @Nullable String permit) {
        return permits.read(identity.getPrincipal(), permit, SEARCH).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> plans.read(granted.permit()).map(found -> response(granted.permit(), found));
        });
    }

    private Response response(Permit permit, Found found) {
        return found.plans().isEmpty() ? none(found.withheld()) : bundle(permit, found);
    }

    private Response bundle(Permit permit, Found found) {
        ShownItem plan = found.plans().getFirst();
        List<ShownItem> others = found.plans().subList(1, found.plans().size());
        List<ShownItem> shown = new ArrayList<>(List.of(plan));
        shown.addAll(found.decisions());
        BundleWriter bundle = new BundleWriter(publicBase, permit.person(), shown);
        String url = publicBase + "/Patient/" + permit.person() + "/$treatment-escalation-plan";
        bundle.begin(OptionalLong.of(1), Links.of(url, List.of(), Optional.empty()), shown);
        bundle.beginEntries();
        bundle.add(plan);
        found.decisions().forEach(decision -> bundle.add(decision, Mode.INCLUDE));
        if (!others.isEmpty()) {
            bundle.add(warning(others), Mode.OUTCOME);
        }
        bundle.endEntries();
        List<ShownItem> disclosed = new ArrayList<>(shown);
        disclosed.addAll(others);
        return Response.ok(bundle.end())
                .header(
                        Disclosure.HEADER,
                        Disclosure.of(disclosed, found.withheld()).toJson())
                .build();
    }

    private static byte[] warning(List<ShownItem> others) {
        return others.stream()
                .map(other -> "{\"severity\":\"warning\",\"code\":\"multiple-matches\",\"diagnostics\":\""
                        + "Another plan says that it is current: DocumentReference/" + other.id() + "\"}")
                .collect(Collectors.joining(",", "{\"resourceType\":\"OperationOutcome\",\"issue\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Response none(long withheld) {
        Response problem = Problem.of(Kind.NOT_FOUND, "There is no current plan to be seen")
                .toResponse();
        return Response.fromResponse(problem)
                .header(Disclosure.HEADER, Disclosure.of(List.of(), withheld).toJson())
                .build();
    }
}
