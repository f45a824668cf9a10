package care.weald.consent.agreement;

import care.weald.consent.agreement.AgreementReader.Found;
import care.weald.consent.platform.PublicBase;
import care.weald.consent.token.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The register of agreements as FHIR (row G2), for callers that may read the directory. */
@Path("/agreements")
@Produces("application/fhir+json")
public class AgreementResource {

    /** What the audit event says of it: no item of anybody's record is shown. */
    private static final String NOTHING = "{\"categories\":[],\"items\":0,\"withheld\":0,\"organisations\":[]}";

    private final SecurityIdentity identity;
    private final AgreementReader agreements;
    private final PublicBase base;

    AgreementResource(SecurityIdentity identity, AgreementReader agreements, PublicBase base) {
        this.identity = identity;
        this.agreements = agreements;
        this.base = base;
    }

    /** 200 with a searchset Bundle; 400 {@code invalid-parameter} with the parameter's name; 403 when refused. */
    @GET
    @Authenticated
    @Operation(summary = "The agreements, of one organisation or of all, as OrganizationAffiliations")
    @Parameter(
            name = "participating-organization",
            in = ParameterIn.QUERY,
            description = "ODS code, alone or after its identifier system and |")
    @Parameter(name = "active", in = ParameterIn.QUERY, description = "true: live today; false: not")
    @Parameter(name = "_count", in = ParameterIn.QUERY, description = "How many at most, 1 to 1000; 50 if not said")
    @Parameter(name = "_cursor", in = ParameterIn.QUERY, description = "From the link to the next page")
    @APIResponse(responseCode = "200", description = "A searchset Bundle of OrganizationAffiliations")
    @APIResponse(responseCode = "400", description = "A parameter is not known or its value cannot be")
    @APIResponse(responseCode = "403", description = "The caller may not read the directory")
    public Uni<Response> search(@Context UriInfo uri) {
        return agreements.search(caller(), uri.getQueryParameters()).map(this::answer);
    }

    /** 200 with the OrganizationAffiliation; 404 when there is none with this id; 403 when refused. */
    @GET
    @Path("{id}")
    @Authenticated
    @Operation(summary = "One agreement as an OrganizationAffiliation")
    @APIResponse(responseCode = "200", description = "The OrganizationAffiliation")
    @APIResponse(responseCode = "403", description = "The caller may not read the directory")
    @APIResponse(responseCode = "404", description = "There is no agreement with this id")
    public Uni<Response> read(@PathParam("id") String id) {
        return agreements.read(caller(), id).map(this::answer);
    }

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }

    private Response answer(Found found) {
        return switch (found) {
            case Found.One one -> shown(new AgreementFhir(base.url(), one.today()).resource(one.agreement()));
            case Found.Some some ->
                shown(new AgreementFhir(base.url(), some.today()).bundle(some.query(), some.page()));
            case Found.None none -> disclosing(none.problem().toResponse());
        };
    }

    private static Response shown(JsonNode json) {
        return disclosing(Response.ok(json.toString()).build());
    }

    private static Response disclosing(Response answer) {
        return Response.fromResponse(answer).header("Weald-Disclosure", NOTHING).build();
    }
}
