package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.fhir.FeedFlow.Feed;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.FeedReply;
import care.weald.gateway.upstream.FeedReply.Rejected;
import care.weald.gateway.upstream.FeedReply.Taken;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.Fetched.Missing;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import care.weald.gateway.upstream.Whom.Nobody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/** One registration by itself (IHE ITI-104): sent as a transaction of one entry with every check of a feed, or removed. */
@ApplicationScoped
class SourcePatientFeed {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCE = "Bundle.entry[0].resource";
    private static final String REQUEST = "Bundle.entry[0].request";

    private final DisclosureGate gate;
    private final FeedFlow flow;
    private final IdentityClient identity;
    private final String base;

    SourcePatientFeed(DisclosureGate gate, FeedFlow flow, IdentityClient identity, FhirConfig config) {
        this.gate = gate;
        this.flow = flow;
        this.identity = identity;
        this.base = config.publicBase();
    }

    /** Stores the Patient in {@code content} under {@code identifier}, a token of system and value. */
    Uni<Answer> put(Enquiry enquiry, String identifier, Uni<byte[]> content) {
        Inquiry inquiry = new Inquiry(
                enquiry.requester(), "feed", new Nobody(), List.of(Services.IDENTITY, Services.RECORD), enquiry.act());
        return gate.disclose(
                inquiry,
                granted -> content.chain(patient -> {
                            Feed feed = feed(enquiry.requester(), SourcePatientBundle.of(identifier, patient), granted);
                            return Replacement.of(patient, identifier)
                                    .map(kept -> replaced(feed, identifier, kept))
                                    .orElseGet(() -> flow.store(feed));
                        })
                        .map(this::unwrapped));
    }

    /**
     * Makes {@code former} and {@code kept} one person, then stores what is sent of {@code former}; each may be done again.
     * What could not be stored joins nobody, and of what may not be joined nothing is stored.
     */
    private Uni<Fetched> replaced(Feed feed, String former, String kept) {
        return identity.check(feed.message().json(), feed.identityPermit(), feed.requester())
                .chain(reply -> switch (reply) {
                    case Rejected rejected -> invalid(rejected.fault());
                    case Taken _ -> joined(feed, former, kept);
                });
    }

    /** A registration that was never sent before is joined once it is stored. */
    private Uni<Fetched> joined(Feed feed, String former, String kept) {
        return join(feed, former, kept).chain(reply -> switch (reply) {
            case Taken _ -> flow.store(feed);
            case Rejected rejected when isUnknown(rejected, "former") -> storedFirst(feed, former, kept);
            case Rejected rejected -> invalid(linked(rejected));
        });
    }

    private Uni<Fetched> storedFirst(Feed feed, String former, String kept) {
        return flow.store(feed)
                .chain(stored -> stored instanceof Content
                        ? join(feed, former, kept)
                                .map(reply -> reply instanceof Rejected barred ? new Invalid(linked(barred)) : stored)
                        : Uni.createFrom().item(stored));
    }

    private Uni<FeedReply> join(Feed feed, String former, String kept) {
        return identity.join(former, kept, feed.identityPermit(), feed.requester());
    }

    private static boolean isUnknown(Rejected rejected, String which) {
        return rejected.fault().kind() == Kind.NOT_FOUND
                && rejected.fault().place().equals(which);
    }

    /** What is wrong with a join is wrong with the link; that somebody is not registered is a fault of what was sent. */
    private static Fault linked(Rejected rejected) {
        return (isUnknown(rejected, "kept") ? Fault.of(Kind.UNPROCESSABLE).because("replaced-by") : rejected.fault())
                .at("Patient.link");
    }

    private static Uni<Fetched> invalid(Fault fault) {
        return Uni.createFrom().item(new Invalid(fault));
    }

    /** Removes the caller's own registration under {@code identifier}, until it is sent again. */
    Uni<Answer> remove(Enquiry enquiry, ByIdentifier identifier) {
        Inquiry inquiry =
                new Inquiry(enquiry.requester(), "feed", new Nobody(), List.of(Services.IDENTITY), enquiry.act());
        return gate.disclose(
                inquiry,
                granted -> identity.remove(identifier, granted.permitFor(Services.IDENTITY), enquiry.requester()));
    }

    private static Feed feed(Requester requester, byte[] bundle, Granted granted) {
        return new Feed(
                requester,
                new FeedFlow.Message(BundleHead.read(bundle), bundle),
                granted.permitFor(Services.IDENTITY),
                granted.permitFor(Services.RECORD));
    }

    private Fetched unwrapped(Fetched fetched) {
        return switch (fetched) {
            case Content content -> stored(content.json());
            case Missing missing -> missing;
            case Invalid invalid -> new Invalid(placed(invalid.fault()), invalid.about());
        };
    }

    private Fetched stored(byte[] bundle) {
        JsonNode response;
        try {
            response = JSON.readTree(bundle).at("/entry/0/response");
        } catch (IOException e) {
            throw Faulted.unavailable(Services.IDENTITY, "incomplete-answer");
        }
        int status = response.path("status").asText("").startsWith("201") ? 201 : 200;
        String location = base + "/" + response.path("location").asText("");
        return Content.stored(status, location, response.path("etag").asText(""));
    }

    /** The same fault in the words of a request that is no Bundle. */
    private static Fault placed(Fault fault) {
        String place = fault.place();
        return place.startsWith(REQUEST)
                ? fault.at("identifier")
                : place.startsWith(RESOURCE) ? fault.at("Patient" + place.substring(RESOURCE.length())) : fault;
    }
}
