package care.weald.audit.alert;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.SearchConfig;
import care.weald.audit.watch.Monitor;
import care.weald.audit.watch.Monitor.Officer;
import care.weald.audit.watch.Told;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Alerts, for officers with a permit to monitor. */
@Path("/alerts")
public class AlertResource {

    private final Monitor monitor;
    private final Alerts alerts;
    private final AlertFhir fhir;

    AlertResource(Monitor monitor, Alerts alerts, SearchConfig config) {
        this.monitor = monitor;
        this.alerts = alerts;
        this.fhir = new AlertFhir(config.publicBase());
    }

    @GET
    @Authenticated
    @Operation(summary = "Alerts about the organisation's staff and registered people, the newest first")
    public Uni<Response> list(@Context HttpHeaders headers, @Context UriInfo uri) {
        Map<String, List<String>> asked = new LinkedHashMap<>(uri.getQueryParameters());
        return monitor.admit(headers, officer -> list(asked, officer));
    }

    private Uni<Response> list(Map<String, List<String>> asked, Officer officer) {
        return switch (AlertQuery.read(asked)) {
            case AlertQuery.Asked.Wrong wrong ->
                Uni.createFrom()
                        .item(Problem.of(
                                        Kind.INVALID_PARAMETER,
                                        "A parameter is not one of this list or not as it must be")
                                .with("place", wrong.name())
                                .toResponse());
            case AlertQuery.Asked.Right right ->
                alerts.find(right.query(), officer)
                        .map(found -> Told.fhir(
                                fhir.bundle(found, right.query(), asked),
                                Math.min(found.size(), right.query().count()),
                                Optional.empty()));
        };
    }

    @GET
    @Authenticated
    @Path("{id}")
    @Operation(summary = "One alert with the user and the person it is about")
    public Uni<Response> read(@Context HttpHeaders headers, @PathParam("id") UUID id) {
        return monitor.admit(
                headers,
                officer -> alerts.find(id, officer)
                        .map(found -> found.map(alert -> Told.fhir(fhir.whole(alert), 1, alert.person()))
                                .orElseGet(() -> Problem.of(Kind.NOT_FOUND, "There is no such alert")
                                        .toResponse())));
    }
}
