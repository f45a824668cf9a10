package care.weald.audit.casework;

import care.weald.audit.watch.Monitor;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Makes cases of alerts, for officers with a permit to monitor. */
@Path("/alerts/{id}/$open-case")
public class OpeningResource {

    private final Monitor monitor;
    private final Cases cases;
    private final CaseAnswers answers;

    OpeningResource(Monitor monitor, Cases cases, CaseAnswers answers) {
        this.monitor = monitor;
        this.cases = cases;
        this.answers = answers;
    }

    /** 201 with the Task; 200 with the one there is when the alert has one. */
    @POST
    @Authenticated
    @Operation(summary = "Make a case of an alert")
    public Uni<Response> open(@Context HttpHeaders headers, @PathParam("id") UUID id) {
        return monitor.admit(
                headers,
                officer -> cases.open(id, officer, answers.deed(officer, "open", "", "open"))
                        .map(answers::answer));
    }
}
