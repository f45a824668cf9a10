package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.fhir.FeedFlow.Feed;
import care.weald.gateway.fhir.SettingAside.Sent;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.ConversionReply;
import care.weald.gateway.upstream.ConversionReply.Converted;
import care.weald.gateway.upstream.ConversionReply.Refused;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.FeedReply.Rejected;
import care.weald.gateway.upstream.FeedReply.Taken;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** An HL7 v2 message as the feed that it is: made a Bundle by record-service, then stored as every Bundle is. */
@ApplicationScoped
class Hl7Flow {

    private final DisclosureGate gate;
    private final FeedFlow flow;
    private final RecordClient records;
    private final IdentityClient identity;
    private final SettingAside aside;
    private final Vertx vertx;

    Hl7Flow(
            DisclosureGate gate,
            FeedFlow flow,
            RecordClient records,
            IdentityClient identity,
            SettingAside aside,
            Vertx vertx) {
        this.aside = aside;
        this.gate = gate;
        this.flow = flow;
        this.records = records;
        this.identity = identity;
        this.vertx = vertx;
    }

    /** Stores the message in {@code hand}, which learns on the way what its acknowledgement has to say. */
    Uni<Answer> take(Enquiry enquiry, Hl7Hand hand) {
        Inquiry inquiry = new Inquiry(
                enquiry.requester(), "feed", new Nobody(), List.of(Services.IDENTITY, Services.RECORD), enquiry.act());
        return gate.disclose(
                inquiry,
                granted -> aside.unlessStored(
                        new Sent(
                                enquiry.requester(), granted.permitFor(Services.RECORD), hand.message(), hand.sentAs()),
                        store(enquiry.requester(), granted, hand),
                        hand::why));
    }

    /** The same for a message of which it is decided that it may be sent. */
    Uni<Fetched> store(Requester requester, Granted granted, Hl7Hand hand) {
        return records.convert(hand.message(), hand.charset(), granted.permitFor(Services.RECORD), requester)
                .invoke(hand::learn)
                .chain(reply -> stored(reply, requester, granted, hand));
    }

    private Uni<Fetched> stored(ConversionReply reply, Requester requester, Granted granted, Hl7Hand hand) {
        return switch (reply) {
            case Refused refused -> invalid(refused.fault());
            case Converted converted ->
                Xml.onWorker(vertx, () -> BundleHead.read(converted.bundle()))
                        .map(head -> new Feed(
                                requester,
                                new FeedFlow.Message(head, converted.bundle()),
                                granted.permitFor(Services.IDENTITY),
                                granted.permitFor(Services.RECORD)))
                        .invoke(feed -> hand.fed(feed.message()))
                        .chain(feed -> acknowledged(feed, converted.header().path("merge"), hand));
        };
    }

    private Uni<Fetched> acknowledged(Feed feed, JsonNode merge, Hl7Hand hand) {
        Uni<Fetched> stored = merge.isMissingNode() ? flow.store(feed) : merged(feed, merge);
        return stored.map(fetched -> switch (fetched) {
            case Content _ -> new Content(hand.accepted(), Disclosure.NOTHING, "", "", -1);
            case Fetched.Missing missing -> missing;
            case Invalid invalid -> invalid;
        });
    }

    /** First the merge, which may be done again, then the message itself is kept. */
    private Uni<Fetched> merged(Feed feed, JsonNode merge) {
        return identity.join(
                        merge.path("former").asText(),
                        merge.path("kept").asText(),
                        feed.identityPermit(),
                        feed.requester())
                .chain(reply -> switch (reply) {
                    case Rejected rejected -> invalid(rejected.fault());
                    case Taken _ ->
                        records.feed(feed.message().json(), feed.recordPermit(), "", feed.requester())
                                .map(kept -> switch (kept) {
                                    case Rejected rejected -> new Invalid(rejected.fault());
                                    case Taken _ -> Content.stored(200, "", "");
                                });
                });
    }

    private static Uni<Fetched> invalid(Fault fault) {
        return Uni.createFrom().item(new Invalid(fault));
    }
}
