package care.weald.gateway.fhir;

import care.weald.gateway.partner.Requester;
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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/** Stores a feed: persons checked, items stored, then persons stored; each step may be done again safely. */
@ApplicationScoped
class FeedFlow {

    private final IdentityClient identity;
    private final RecordClient records;
    private final String base;
    private final Vertx vertx;

    FeedFlow(IdentityClient identity, RecordClient records, FhirConfig config, Vertx vertx) {
        this.vertx = vertx;
        this.identity = identity;
        this.records = records;
        this.base = config.publicBase();
    }

    /** A Bundle as it came, and what was read of it. */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record Message(BundleHead head, byte[] json) {

        @Override
        public String toString() {
            return "Message[" + head.type() + "]";
        }
    }

    /** A feed in hand: its message, and the permits for it. */
    record Feed(Requester requester, Message message, String identityPermit, String recordPermit) {}

    /** The response Bundle, once all is stored; or what is wrong with the whole. */
    Uni<Fetched> store(Feed feed) {
        return feed.message().head().isMessage() ? message(feed) : transaction(feed);
    }

    /** A message is stored as the transaction that record-service makes of it. */
    private Uni<Fetched> message(Feed feed) {
        return records.convert(feed.message().json(), feed.recordPermit(), feed.requester())
                .chain(reply -> switch (reply) {
                    case Refused refused -> Uni.createFrom().item(new Invalid(refused.fault()));
                    case Converted converted ->
                        Xml.onWorker(vertx, () -> BundleHead.read(converted.bundle()))
                                .chain(head -> transaction(new Feed(
                                        feed.requester(),
                                        new Message(head, converted.bundle()),
                                        feed.identityPermit(),
                                        feed.recordPermit())))
                                .map(fetched -> MessageResponse.of(fetched, converted.header(), base));
                });
    }

    private Uni<Fetched> transaction(Feed feed) {
        return identity.check(feed.message().json(), feed.identityPermit(), feed.requester())
                .chain(reply -> switch (reply) {
                    case Rejected rejected -> invalid(rejected);
                    case Taken checked -> items(feed, checked.json());
                });
    }

    private Uni<Fetched> items(Feed feed, JsonNode checked) {
        return records.feed(
                        feed.message().json(),
                        feed.recordPermit(),
                        checked.path("token").asText(""),
                        feed.requester())
                .chain(reply -> switch (reply) {
                    case Rejected rejected -> invalid(rejected);
                    case Taken stored -> persons(feed, checked, stored.json());
                });
    }

    private Uni<Fetched> persons(Feed feed, JsonNode checked, JsonNode stored) {
        boolean any = false;
        Set<Integer> patients = new HashSet<>();
        for (JsonNode row : checked.path("patients")) {
            any |= !row.has("problem");
            patients.add(row.path("entry").asInt(-1));
        }
        if (!any) {
            return Uni.createFrom().item(acknowledged(feed, stored, checked, JsonNodeFactory.instance.objectNode()));
        }
        byte[] bundle = feed.message().head().only(patients, feed.message().json());
        return identity.commit(bundle, feed.identityPermit(), feed.requester()).chain(reply -> switch (reply) {
            case Rejected rejected -> invalid(rejected);
            case Taken committed -> Uni.createFrom().item(acknowledged(feed, stored, checked, committed.json()));
        });
    }

    private static Fetched acknowledged(Feed feed, JsonNode stored, JsonNode checked, JsonNode committed) {
        FeedResponse response = new FeedResponse(feed.message().head().type(), stored, checked, committed);
        return new Content(response.toJson(), Disclosure.NOTHING, "", "", -1);
    }

    private static Uni<Fetched> invalid(Rejected rejected) {
        return Uni.createFrom().item(new Invalid(rejected.fault()));
    }
}
