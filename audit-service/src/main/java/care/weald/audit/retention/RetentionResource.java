package care.weald.audit.retention;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.watch.Monitor;
import care.weald.audit.watch.Told;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the next night drops, for auditors of all organisations. */
@Path("/monitoring/retention")
public class RetentionResource {

    private final Monitor monitor;
    private final Retention retention;
    private final RetentionConfig config;

    RetentionResource(Monitor monitor, Retention retention, RetentionConfig config) {
        this.monitor = monitor;
        this.retention = retention;
        this.config = config;
    }

    @GET
    @Authenticated
    @Operation(summary = "What has come to the end of its keeping, by month, and what an open case holds: counts alone")
    public Uni<Response> due(@Context HttpHeaders headers) {
        return monitor.admit(
                headers,
                officer -> officer.all()
                        ? retention.due().map(due -> Told.json(json(due), 0, List.of()))
                        : Uni.createFrom()
                                .item(Problem.of(Kind.REFUSED, "Retention is for auditors of all organisations")
                                        .toResponse()));
    }

    private ObjectNode json(Due due) {
        Term term = retention.term();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("years", config.years()).put("alertYears", config.alertYears());
        json.put("eventsBefore", term.events().toString());
        json.put("alertsBefore", term.alerts().toString());
        json.put("events", due.events()).put("held", due.held()).put("alerts", due.alerts());
        ArrayNode months = json.putArray("months");
        due.months()
                .forEach(month -> months.addObject()
                        .put("month", month.month())
                        .put("events", month.events())
                        .put("held", month.held()));
        return json;
    }
}
