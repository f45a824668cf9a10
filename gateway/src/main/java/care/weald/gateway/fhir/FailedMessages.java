package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.fhir.FeedFlow.Feed;
import care.weald.gateway.fhir.FeedFlow.Message;
import care.weald.gateway.fhir.SettingAside.Why;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Messages that were set aside: their sender, and nobody else, lists and reads them, sends them on again or gives them up. */
@ApplicationScoped
class FailedMessages {

    /** What is listed by. */
    static final Set<String> LISTED = Set.of("code", "status", "_count", "_cursor");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("(https://weald\\.care/CodeSystem/task-code\\|)?feed-message");
    private static final String PATH = "/failed-messages";
    private static final List<String> STORING = List.of(Services.IDENTITY, Services.RECORD);

    private final DisclosureGate gate;
    private final RecordClient records;
    private final FeedFlow feeds;
    private final Hl7Flow messages;
    private final Xml xml;
    private final Vertx vertx;
    private final Clock clock;

    FailedMessages(
            DisclosureGate gate,
            RecordClient records,
            FeedFlow feeds,
            Hl7Flow messages,
            Xml xml,
            Vertx vertx,
            Clock clock) {
        this.gate = gate;
        this.records = records;
        this.feeds = feeds;
        this.messages = messages;
        this.xml = xml;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Whether a search of Tasks is for these. */
    static boolean areAsked(Parameters parameters) {
        return parameters.all("code").stream()
                .anyMatch(code -> CODE.matcher(code).matches());
    }

    /** A searchset of Tasks. */
    Uni<Answer> list(Enquiry enquiry, Parameters asked) {
        asked.mustBeAmong(LISTED);
        return ask(
                enquiry,
                enquiry.act("Task", asked),
                permit -> records.fetch(PATH + asked.toQuery(), permit, enquiry.requester()));
    }

    /** One Task. */
    Uni<Answer> read(Enquiry enquiry, String id) {
        return ask(
                enquiry, told(enquiry, "Task/" + id), permit -> records.fetch(path(id), permit, enquiry.requester()));
    }

    /** The bytes of a message, or a Binary of them. */
    Uni<Answer> original(Enquiry enquiry, String id, DocumentForm form) {
        return ask(
                enquiry,
                told(enquiry, Served.CONTENT + "/" + id),
                permit -> records.content(path(id) + "/content", form.fhir().isPresent(), permit, enquiry.requester()));
    }

    /** Gives a message up; the Task. */
    Uni<Answer> dismiss(Enquiry enquiry, String id) {
        return ask(
                enquiry,
                told(enquiry, "Task/" + id + "/$dismiss"),
                permit -> records.note(path(id) + "/$dismiss", Optional.empty(), permit, enquiry.requester()));
    }

    /** Sends a message on as if it had just come; the Task then says what became of it. */
    Uni<Answer> replay(Enquiry enquiry, String id) {
        Inquiry inquiry = new Inquiry(
                enquiry.requester(), "feed", new Nobody(), STORING, told(enquiry, "Task/" + id + "/$replay"));
        return gate.disclose(
                inquiry,
                granted -> records.content(
                                path(id) + "/content", false, granted.permitFor(Services.RECORD), enquiry.requester())
                        .chain(found -> found instanceof Content content
                                ? again(new Again(enquiry.requester(), granted, id), content)
                                : Uni.createFrom().item(found)));
    }

    /** A message that is sent on again. */
    private record Again(Requester requester, Granted granted, String id) {}

    private Uni<Fetched> again(Again again, Content content) {
        String type = content.mediaType();
        if (Hl7Resource.isMessage(type)) {
            Hl7Hand hand = new Hl7Hand(
                    content.json(),
                    Hl7Resource.charset(type),
                    type,
                    Hl7Acknowledgement.of(again.requester().exchange().requestId(), ZonedDateTime.now(clock)));
            return noted(again, messages.store(again.requester(), again.granted(), hand), hand::why);
        }
        Uni<byte[]> json = Format.of(type).orElse(Format.JSON) == Format.XML
                ? xml.toJson(content.json())
                : Uni.createFrom().item(content.json());
        return noted(
                again,
                json.chain(bytes -> Xml.onWorker(vertx, () -> new Message(BundleHead.read(bytes), bytes)))
                        .chain(message -> feeds.store(new Feed(
                                again.requester(),
                                message,
                                again.granted().permitFor(Services.IDENTITY),
                                again.granted().permitFor(Services.RECORD))))
                        .map(FailedMessages::whole),
                Why::of);
    }

    /** A batch of which entries are refused again is not over: who sent it would never be told of them. */
    private static Fetched whole(Fetched fetched) {
        return fetched instanceof Content done && refusesAny(done.json())
                ? new Invalid(Fault.of(Kind.UNPROCESSABLE).at("Bundle.entry"))
                : fetched;
    }

    private static boolean refusesAny(byte[] response) {
        try {
            return JSON.readTree(response)
                    .path("entry")
                    .valueStream()
                    .map(entry -> entry.path("response").path("status").asText("2"))
                    .anyMatch(status -> !status.startsWith("2"));
        } catch (IOException e) {
            throw Faulted.unavailable(Services.RECORD, "incomplete-answer");
        }
    }

    /** Notes what {@code storing} came to; what somebody away is to blame for changes nothing. */
    private Uni<Fetched> noted(Again again, Uni<Fetched> storing, Function<Fault, Why> why) {
        return storing.onFailure(Faulted.class)
                .recoverWithItem(failure -> new Invalid(failure.fault()))
                .chain(fetched -> {
                    Optional<String> refusal = SettingAside.refusal(fetched, why);
                    return fetched instanceof Content || refusal.isPresent()
                            ? records.note(
                                    path(again.id()) + "/$replayed",
                                    refusal,
                                    again.granted().permitFor(Services.RECORD),
                                    again.requester())
                            : Uni.createFrom().item(fetched);
                });
    }

    private static String path(String id) {
        return PATH + "/" + id;
    }

    private static Act told(Enquiry enquiry, String path) {
        enquiry.parameters().without(Set.of("_format", "_pretty")).mustBeAmong(Set.of());
        return enquiry.act(path, new Parameters(List.of()));
    }

    private Uni<Answer> ask(Enquiry enquiry, Act act, Function<String, Uni<Fetched>> question) {
        Inquiry inquiry = new Inquiry(enquiry.requester(), "feed", new Nobody(), List.of(Services.RECORD), act);
        return gate.disclose(inquiry, granted -> question.apply(granted.permitFor(Services.RECORD)));
    }
}
