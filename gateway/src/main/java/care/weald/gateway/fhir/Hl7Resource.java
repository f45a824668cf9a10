package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** HL7 v2 messages over HTTP (HAPI's HL7 over HTTP specification), one a request. */
@Path("/hl7v2")
public class Hl7Resource {

    private static final Set<String> ER7 = Set.of("application/hl7-v2", "x-application/hl7-v2+er7");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([A-Za-z0-9_/:-]{1,40})\"?");
    private static final Act FEED = new Act("transaction", "C", "hl7v2", "");

    private final Desk desk;
    private final Hl7Flow flow;
    private final Clock clock;

    Hl7Resource(Desk desk, Hl7Flow flow, Clock clock) {
        this.desk = desk;
        this.flow = flow;
        this.clock = clock;
    }

    @POST
    @Authenticated
    @Operation(summary = "Send an HL7 v2 message in ER7; the acknowledgement says AA when it is stored and audited")
    public Uni<Response> take(@Context RoutingContext context, byte[] body) {
        String type = context.request().getHeader("Content-Type");
        String media = media(type);
        Hl7Hand hand = new Hl7Hand(
                body,
                charset(type),
                (ER7.contains(media) ? media : "application/hl7-v2") + "; charset=utf-8",
                Hl7Acknowledgement.of(Exchange.of(context).requestId(), ZonedDateTime.now(clock)));
        return desk.other(
                context,
                "/hl7v2",
                FEED,
                enquiry -> {
                    enquiry.parameters().mustBeAmong(Set.of());
                    if (!ER7.contains(media)) {
                        throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
                    }
                    return flow.take(enquiry, hand);
                },
                hand::response);
    }

    /** True for the content types of messages in ER7. */
    static boolean isMessage(String type) {
        return ER7.contains(media(type));
    }

    private static String media(@Nullable String type) {
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** The character set that a content type states, or nothing. */
    static String charset(@Nullable String type) {
        Matcher stated = CHARSET.matcher(type == null ? "" : type);
        return stated.find() ? stated.group(1) : "";
    }
}
