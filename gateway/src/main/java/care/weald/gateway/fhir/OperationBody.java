package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The FHIR content of a request that is passed on as JSON. Its size and form are looked at first, without reading it. */
@ApplicationScoped
class OperationBody {

    /** What one Patient, or the Parameters about two, may have at most, in bytes. */
    private static final int MOST = 256 * 1_024;

    private final Xml xml;

    OperationBody(Xml xml) {
        this.xml = xml;
    }

    /**
     * The content as JSON, converted when it is asked for. What is no FHIR content type fails with {@link Faulted} at
     * once, 415; what is too large too, 413; none at all, 400.
     */
    Uni<byte[]> json(RoutingContext context, byte[] body) {
        Format sent = Desk.sent(context);
        if (body.length == 0) {
            throw new Faulted(Fault.of(Kind.INVALID_CONTENT), "empty");
        }
        if (body.length > MOST) {
            throw new Faulted(Fault.of(Kind.TOO_LARGE), "content");
        }
        return sent == Format.XML ? xml.toJson(body) : Uni.createFrom().item(body);
    }
}
