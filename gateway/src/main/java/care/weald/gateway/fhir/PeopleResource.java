package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The patient index: likeness, cross-references, and one registration sent or removed by itself. */
@Path("/fhir")
public class PeopleResource {

    private static final Act MATCH = new Act("operation", "E", "Patient/$match", "");
    private static final Act CROSS_REFERENCE = new Act("operation", "E", "Patient/$ihe-pix", "");
    private static final Act PUT_ONE = new Act("update", "U", "Patient", "");
    private static final Act REMOVE_ONE = new Act("delete", "D", "Patient", "");
    private static final String IDENTIFIER = "identifier";

    private final Desk desk;
    private final PeopleReads people;
    private final SourcePatientFeed feed;
    private final OperationBody bodies;

    PeopleResource(Desk desk, PeopleReads people, SourcePatientFeed feed, OperationBody bodies) {
        this.desk = desk;
        this.people = people;
        this.feed = feed;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Path("/Patient/$match")
    @Operation(summary = "Patients like this one, each with how sure that is and why (IHE PDQm ITI-119)")
    public Uni<Response> match(@Context RoutingContext context, byte[] body) {
        return desk.serve(
                context, "/fhir/Patient/$match", MATCH, enquiry -> people.match(enquiry, bodies.json(context, body)));
    }

    @GET
    @Authenticated
    @Path("/Patient/$ihe-pix")
    @Operation(summary = "The other identifiers of the patient with an identifier (IHE PIXm ITI-83)")
    public Uni<Response> crossReference(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/Patient/$ihe-pix", CROSS_REFERENCE, people::crossReference);
    }

    @PUT
    @Authenticated
    @Path("/Patient")
    @Operation(summary = "Send one registration, by its identifier; acknowledged when stored and audited (IHE ITI-104)")
    public Uni<Response> put(@Context RoutingContext context, byte[] body) {
        return desk.serve(context, "/fhir/Patient", PUT_ONE, enquiry -> {
            String token = identifier(enquiry.parameters());
            PatientReference.check(token, IDENTIFIER);
            return feed.put(enquiry, token, bodies.json(context, body));
        });
    }

    @DELETE
    @Authenticated
    @Path("/Patient")
    @Operation(summary = "Remove your own registration, by its identifier, until it is sent again (IHE ITI-104)")
    public Uni<Response> remove(@Context RoutingContext context) {
        return desk.serve(
                context,
                "/fhir/Patient",
                REMOVE_ONE,
                enquiry -> feed.remove(
                        enquiry, PatientReference.identifier(identifier(enquiry.parameters()), IDENTIFIER)));
    }

    private static String identifier(Parameters parameters) {
        parameters.mustBeAmong(Set.of(IDENTIFIER));
        return parameters
                .one(IDENTIFIER)
                .orElseThrow(() -> new Faulted(Fault.of(Kind.MISSING_PARAMETER).at(IDENTIFIER), IDENTIFIER));
    }
}
