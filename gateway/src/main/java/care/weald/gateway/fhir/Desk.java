package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Answer.Released;
import care.weald.gateway.enforcement.Answer.Withheld;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.partner.Partner;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched.Content;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/** Where each FHIR request is taken and answered: caller and form before, OperationOutcome, XML and headers after. */
@ApplicationScoped
class Desk {

    private final DisclosureGate gate;
    private final Xml xml;

    Desk(DisclosureGate gate, Xml xml) {
        this.gate = gate;
        this.xml = xml;
    }

    /** Serves a request under a route template; {@code act} is what the audit trail calls it if it cannot be read. */
    Uni<Response> serve(RoutingContext context, String route, Act act, Function<Enquiry, Uni<Answer>> work) {
        return serve(context, new Route(route, act, wanted(context.request())), work);
    }

    /**
     * What a request came in by.
     *
     * @param template its route
     * @param act what the audit trail calls it if it cannot be read
     * @param format the form its answer is wanted in; empty when it is none of ours
     */
    record Route(String template, Act act, Optional<Format> format) {}

    /** The same where the answer has forms of its own besides. */
    Uni<Response> serve(RoutingContext context, Route route, Function<Enquiry, Uni<Answer>> work) {
        Exchange.of(context).routed(route.template());
        Optional<Format> format = route.format();
        return format.isEmpty()
                ? fault(context, Fault.of(Kind.NOT_ACCEPTABLE))
                : in(format.get(), context, route.act(), work);
    }

    /** The same for a request whose route and form are known. */
    Uni<Response> in(Format format, RoutingContext context, Act act, Function<Enquiry, Uni<Answer>> work) {
        return admit(context, format, act, work, answer -> respond(context, format, answer));
    }

    /** The same for what is no FHIR: its content is JSON and nothing else. */
    Uni<Response> plain(RoutingContext context, String route, Act act, Function<Enquiry, Uni<Answer>> work) {
        if (wanted(context.request()).filter(format -> format == Format.JSON).isEmpty()) {
            Exchange.of(context).routed(route);
            return fault(context, Fault.of(Kind.NOT_ACCEPTABLE));
        }
        return serve(context, route, act, work)
                .map(answer -> answer.getStatus() == 200
                        ? Response.fromResponse(answer).type("application/json").build()
                        : answer);
    }

    /** The same for what has a form of its own, which {@code form} gives to the answer. */
    Uni<Response> other(
            RoutingContext context,
            String route,
            Act act,
            Function<Enquiry, Uni<Answer>> work,
            Function<Answer, Response> form) {
        Exchange.of(context).routed(route);
        return admit(context, Format.JSON, act, work, answer -> Uni.createFrom().item(form.apply(answer)));
    }

    private Uni<Response> admit(
            RoutingContext context,
            Format format,
            Act act,
            Function<Enquiry, Uni<Answer>> work,
            Function<Answer, Uni<Response>> respond) {
        Exchange exchange = Exchange.of(context);
        return switch (Partner.of(context).orElse(null)) {
            case Partner.Known partner -> {
                exchange.actingFor(partner.caller().organisation());
                yield answer(context, format, act, new Requester(partner, exchange), work)
                        .chain(respond::apply);
            }
            case Partner.Unfit unfit -> {
                exchange.decided("none", unfit.fault().kind().name());
                yield fault(context, unfit.fault());
            }
            case null -> fault(context, Fault.of(Kind.UNAUTHENTICATED));
        };
    }

    private Uni<Answer> answer(
            RoutingContext context, Format format, Act act, Requester requester, Function<Enquiry, Uni<Answer>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    Enquiry enquiry = new Enquiry(
                            requester,
                            format,
                            Parameters.parse(context.request().query()),
                            act);
                    ScopeCheck.check(enquiry);
                    return work.apply(enquiry);
                })
                .onFailure(Faulted.class)
                .recoverWithUni(failure -> gate.refuse(requester, act, failure.fault()));
    }

    private Uni<Response> respond(RoutingContext context, Format format, Answer answer) {
        return switch (answer) {
            case Withheld withheld -> fault(context, withheld.fault());
            case Released released -> {
                byte[] json = released.content().json();
                boolean fhir = released.content().mediaType().isEmpty();
                if (!fhir) {
                    underAPolicyOfItsOwn(context);
                }
                Uni<byte[]> body = fhir && format == Format.XML && json.length > 0
                        ? xml.fromJson(json)
                        : Uni.createFrom().item(json);
                yield body.map(bytes -> released(bytes, format, released));
            }
        };
    }

    /** Takes back what the entrance says of every answer: with two policies a browser would hold to both. */
    static void underAPolicyOfItsOwn(RoutingContext context) {
        context.response().headers().remove("Content-Security-Policy");
    }

    private static Response released(byte[] body, Format format, Released released) {
        Content content = released.content();
        Response.ResponseBuilder answer =
                Response.status(content.status()).header("X-Weald-Receipt", released.receipt());
        if (!content.mediaType().isEmpty()) {
            DocumentType.of(content.mediaType()).headers().forEach(answer::header);
            answer.entity(body);
        } else if (body.length > 0) {
            answer.entity(body).header("Content-Type", format.mediaType());
        }
        if (!content.location().isEmpty()) {
            answer.header(content.status() == 202 ? "Content-Location" : "Location", content.location());
        }
        if (!content.progress().isEmpty()) {
            answer.header("X-Progress", content.progress()).header("Retry-After", 1);
        }
        if (!content.etag().isEmpty()) {
            answer.header("ETag", content.etag());
        }
        if (!content.lastModified().isEmpty()) {
            answer.header("Last-Modified", content.lastModified());
        }
        return answer.build();
    }

    private static Uni<Response> fault(RoutingContext context, Fault fault) {
        return Uni.createFrom().item(() -> Faults.response(context, fault));
    }

    /** The form the request wants its answer in; empty when it is none of ours. */
    static Optional<Format> wanted(HttpServerRequest request) {
        String query = request.query();
        String parameter = query != null && query.contains("_format=") ? request.getParam("_format") : null;
        return Format.wanted(request.getHeader("Accept"), parameter);
    }

    /** The form of a FHIR body; another content type, or none, fails with {@link Faulted}. */
    static Format sent(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        return Optional.ofNullable(type)
                .filter(given -> !given.contains("*"))
                .flatMap(Format::of)
                .orElseThrow(() -> new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type"));
    }

    /** The parameters of a {@code _search} body; another content type fails with {@link Faulted}. */
    static Parameters form(RoutingContext context, byte[] body) {
        String type = context.request().getHeader("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
        }
        return Parameters.parse(new String(body, java.nio.charset.StandardCharsets.UTF_8).trim());
    }
}
