package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A list that two people of those who run the service keep at consent-service: in JSON, under a path that is the same there. */
@ApplicationScoped
class Register {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final byte[] NONE = {};

    private final Desk desk;
    private final Objections work;
    private final OperationBody bodies;

    Register(Desk desk, Objections work, OperationBody bodies) {
        this.desk = desk;
        this.work = work;
        this.bodies = bodies;
    }

    /** All that stands under {@code path}. */
    Uni<Response> list(RoutingContext context, String path) {
        Act act = new Act("read", "R", path.substring(1), "");
        return desk.plain(context, path, act, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return work.handle(inquiry(enquiry, act), new Request(path, NONE));
        });
    }

    /** Adds the one that {@code body} has. */
    Uni<Response> add(RoutingContext context, String path, byte[] body) {
        return add(context, path, "$draft", body);
    }

    /** The same under another name in the audit trail. */
    Uni<Response> add(RoutingContext context, String path, String name, byte[] body) {
        return change(context, path, new Act("operation", "E", path.substring(1) + "/" + name, ""), path, body);
    }

    /** Takes the one of this name a step on. */
    Uni<Response> step(RoutingContext context, String path, String name, String step, byte[] body) {
        String known = NAME.matcher(name).matches() ? name : "{name}";
        String to = path + "/" + known + "/" + step;
        return change(context, path + "/{name}/" + step, new Act("operation", "E", to.substring(1), ""), to, body);
    }

    private Uni<Response> change(RoutingContext context, String route, Act act, String path, byte[] body) {
        return desk.plain(context, route, act, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (path.contains("{")) {
                throw PatientReference.invalid("name");
            }
            if (Desk.sent(context) == Format.XML) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            return bodies.json(context, body)
                    .chain(json -> work.handle(inquiry(enquiry, act), new Request(path, json).asJson()));
        });
    }

    private static Inquiry inquiry(Enquiry enquiry, Act act) {
        return new Inquiry(enquiry.requester(), "policy", new Nobody(), List.of(), act);
    }
}
