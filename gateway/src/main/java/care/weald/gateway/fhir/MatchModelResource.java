package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.IdentityClient.Change;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Versions of the match model, for whoever runs the service for all partners: each step decided, audited and proved. */
@Path("/match-models")
public class MatchModelResource {

    private static final String BASE = "/match-models";
    private static final Act READ = new Act("read", "R", "match-models", "");
    private static final Act CHANGE = new Act("operation", "E", "match-models/{version}/$activate", "");
    private static final Pattern VERSION = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");

    private final Desk desk;
    private final DisclosureGate gate;
    private final IdentityClient identity;
    private final OperationBody bodies;

    MatchModelResource(Desk desk, DisclosureGate gate, IdentityClient identity, OperationBody bodies) {
        this.desk = desk;
        this.gate = gate;
        this.identity = identity;
        this.bodies = bodies;
    }

    @GET
    @Authenticated
    @Operation(summary = "All versions of the match model, the latest trainings, and what was in force when")
    public Uni<Response> list(@Context RoutingContext context) {
        return read(context, BASE, "");
    }

    @GET
    @Authenticated
    @Path("/{version}")
    @Operation(summary = "One version of the match model with what it has learnt")
    public Uni<Response> version(@Context RoutingContext context, @PathParam("version") String version) {
        return read(context, BASE + "/{version}", "/" + version);
    }

    @GET
    @Authenticated
    @Path("/{version}/report")
    @Operation(summary = "What a version found beside the one in force, and how both do on what stewards decided")
    public Uni<Response> report(@Context RoutingContext context, @PathParam("version") String version) {
        return read(context, BASE + "/{version}/report", "/" + version + "/report");
    }

    @POST
    @Authenticated
    @Path("/$train")
    @Operation(summary = "Ask for a training from what is stored; members version and reason")
    public Uni<Response> train(@Context RoutingContext context, byte[] body) {
        return change(context, BASE + "/$train", "/$train", body);
    }

    @POST
    @Authenticated
    @Path("/{version}/$shadow")
    @Operation(summary = "Begin or end the shadow run of a version; members run and reason")
    public Uni<Response> shadow(@Context RoutingContext context, @PathParam("version") String version, byte[] body) {
        return change(context, BASE + "/{version}/$shadow", "/" + version + "/$shadow", body);
    }

    @POST
    @Authenticated
    @Path("/{version}/$activate")
    @Operation(summary = "Approve a version that somebody else trained and proposed; member reason")
    public Uni<Response> activate(@Context RoutingContext context, @PathParam("version") String version, byte[] body) {
        return change(context, BASE + "/{version}/$activate", "/" + version + "/$activate", body);
    }

    @POST
    @Authenticated
    @Path("/{version}/$roll-back")
    @Operation(summary = "Go back from the version in force to the one before it; member reason")
    public Uni<Response> rollBack(@Context RoutingContext context, @PathParam("version") String version, byte[] body) {
        return change(context, BASE + "/{version}/$roll-back", "/" + version + "/$roll-back", body);
    }

    private Uni<Response> read(RoutingContext context, String route, String path) {
        return desk.plain(context, route, READ, enquiry -> {
            Act act = act(enquiry, path);
            return disclose(
                    enquiry,
                    act,
                    granted -> identity.find(BASE + path, granted.permitFor(Services.IDENTITY), enquiry.requester()));
        });
    }

    private Uni<Response> change(RoutingContext context, String route, String path, byte[] body) {
        return desk.plain(context, route, CHANGE, enquiry -> {
            Act act = act(enquiry, path);
            if (Desk.sent(context) == Format.XML) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            Uni<byte[]> content = bodies.json(context, body);
            return disclose(
                    enquiry,
                    act,
                    granted -> content.chain(json -> identity.change(
                            new Change(HttpMethod.POST, BASE + path, Map.of(), json),
                            granted.permitFor(Services.IDENTITY),
                            enquiry.requester())));
        });
    }

    /** What the audit trail calls it; a version that has no name of one is refused. */
    private static Act act(Enquiry enquiry, String path) {
        enquiry.parameters().mustBeAmong(Set.of());
        String version = path.isEmpty() ? "" : path.substring(1).split("/", 2)[0];
        if (!version.isEmpty()
                && !version.equals("$train")
                && !VERSION.matcher(version).matches()) {
            throw PatientReference.invalid("version");
        }
        return enquiry.act("match-models" + path, new Parameters(List.of()));
    }

    private Uni<Answer> disclose(Enquiry enquiry, Act act, Function<Granted, Uni<Fetched>> fetch) {
        Inquiry inquiry = new Inquiry(enquiry.requester(), "models", new Nobody(), List.of(Services.IDENTITY), act);
        return gate.disclose(inquiry, fetch);
    }
}
