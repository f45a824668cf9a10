package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.fhir.FeedFlow.Message;
import care.weald.gateway.fhir.SettingAside.Sent;
import care.weald.gateway.fhir.SettingAside.Why;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Feeds: what partners' source systems send. */
@Path("/fhir")
public class FeedResource {

    private static final Act FEED = new Act("transaction", "C", "/", "");
    private static final int QUICK = 65_536;

    private final Desk desk;
    private final DisclosureGate gate;
    private final FeedFlow flow;
    private final Xml xml;
    private final SettingAside aside;
    private final ToldEvents told;
    private final Vertx vertx;

    FeedResource(
            Desk desk, DisclosureGate gate, FeedFlow flow, Xml xml, SettingAside aside, ToldEvents told, Vertx vertx) {
        this.told = told;
        this.aside = aside;
        this.desk = desk;
        this.gate = gate;
        this.flow = flow;
        this.xml = xml;
        this.vertx = vertx;
    }

    @POST
    @Authenticated
    @Operation(
            summary = "Send a transaction, batch or message Bundle; it is acknowledged when it is stored and audited")
    public Uni<Response> feed(@Context RoutingContext context, byte[] body) {
        return serve(context, "/fhir", body);
    }

    @POST
    @Authenticated
    @Path("/$process-message")
    @Operation(summary = "Send a message Bundle (FHIR R4 messaging); the answer is the message that says it is stored")
    public Uni<Response> process(@Context RoutingContext context, byte[] body) {
        return serve(context, "/fhir/$process-message", body);
    }

    private Uni<Response> serve(RoutingContext context, String route, byte[] body) {
        return desk.serve(context, route, FEED, enquiry -> {
            if (Desk.sent(context) == Format.XML) {
                Xml.checkSize(body);
                Came xmlBundle = new Came(body, Format.XML, BundleHead.peek(body));
                return feed(enquiry, xmlBundle, xml.toJson(body).chain(this::message));
            }
            return message(body)
                    .chain(message -> message.head().isOfEvents(message.json())
                            ? told.report(enquiry, Uni.createFrom().item(message.json()))
                            : feed(
                                    enquiry,
                                    new Came(body, Format.JSON, message.head().type()),
                                    Uni.createFrom().item(message)));
        });
    }

    /** A Bundle as it came, and what type it says it is. */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    private record Came(byte[] body, Format format, String type) {

        @Override
        public String toString() {
            return "Came[" + type + "]";
        }
    }

    private Uni<Message> message(byte[] json) {
        return json.length <= QUICK
                ? Uni.createFrom().item(() -> new Message(BundleHead.read(json), json))
                : Xml.onWorker(vertx, () -> new Message(BundleHead.read(json), json));
    }

    /** Decides first; only then is XML converted, which costs far more. */
    private Uni<Answer> feed(Enquiry enquiry, Came came, Uni<Message> message) {
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "feed",
                new Nobody(),
                List.of(Services.IDENTITY, Services.RECORD),
                new Act(BundleHead.interaction(came.type()), "C", "/", ""));
        return gate.disclose(
                inquiry,
                granted -> aside.unlessStored(
                        new Sent(
                                enquiry.requester(),
                                granted.permitFor(Services.RECORD),
                                came.body(),
                                came.format().mediaType()),
                        message.chain(read -> store(enquiry.requester(), read, granted)),
                        Why::of));
    }

    private Uni<Fetched> store(Requester requester, Message message, Granted granted) {
        return flow.store(new FeedFlow.Feed(
                requester, message, granted.permitFor(Services.IDENTITY), granted.permitFor(Services.RECORD)));
    }
}
