package care.weald.consent.notice;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Body;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.notice.NoticeRepository.By;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Privacy notices: those that are approved for everybody, drafts and approval for whoever runs the service. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class NoticeResource {

    static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{1,32}");
    private static final Set<String> DRAFT = Set.of("version", "title", "content", "from", "reason");
    private static final int SHORTEST = 100;
    private static final int LONGEST = 100_000;

    private final SecurityIdentity identity;
    private final Admission admission;
    private final NoticeRepository repository;
    private final Clock clock;

    NoticeResource(SecurityIdentity identity, Admission admission, NoticeRepository repository, Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.repository = repository;
        this.clock = clock;
    }

    /** 200 with every approved notice, the newest first, without its content. */
    @GET
    @PermitAll
    @Path("privacy-notices")
    @Operation(summary = "The privacy notices, with the day from which each holds, for everybody")
    public Uni<Response> published() {
        return repository
                .list()
                .map(all -> Response.ok(
                                json(all.stream().filter(Notice::isApproved).toList(), false))
                        .build());
    }

    /** 200 with one and its content; {@code current} is the one in force today; 404. */
    @GET
    @PermitAll
    @Path("privacy-notices/{version}")
    @Operation(summary = "What a privacy notice says, or the one in force (current), for everybody")
    public Uni<Response> one(@PathParam("version") String version) {
        return repository.list().map(all -> {
            List<Notice> approved = all.stream().filter(Notice::isApproved).toList();
            Optional<Notice> found = version.equals("current")
                    ? current(approved)
                    : approved.stream()
                            .filter(one -> one.version().equals(version))
                            .findFirst();
            return found.map(one ->
                            Response.ok(told(one, current(approved), true)).build())
                    .orElseGet(() -> Problem.of(Kind.NOT_FOUND, "There is no such notice")
                            .toResponse());
        });
    }

    /** 200 with every notice, drafts too, who drafted and who approved it. */
    @GET
    @Authenticated
    @Path("privacy-notice-drafts")
    @Operation(summary = "All privacy notices, drafts too, with who drafted and approved them")
    public Uni<Response> all(@HeaderParam("Authorization") String authorization) {
        return admitted(authorization, (by, now) -> listed());
    }

    /** 200 with all; it holds from a day that has not begun, or today; 409 {@code rule taken}; 400 with the member. */
    @POST
    @Authenticated
    @Path("privacy-notice-drafts")
    @Operation(summary = "Drafts a privacy notice, which nobody is told until somebody else has approved it")
    public Uni<Response> draft(@HeaderParam("Authorization") String authorization, String body) {
        return admitted(
                authorization,
                (by, now) -> when(
                        Body.object(body, DRAFT).then(json -> read(json, by, today(now))),
                        notice -> repository.draft(notice, now).chain(done -> done ? listed() : refused("taken"))));
    }

    /** 200 with all; 409 {@code rule two-people} when there is no such draft of somebody else whose day is not over. */
    @POST
    @Authenticated
    @Path("privacy-notice-drafts/{version}/$approve")
    @Operation(summary = "Approves a privacy notice that somebody else has drafted")
    public Uni<Response> approve(
            @HeaderParam("Authorization") String authorization, @PathParam("version") String version, String body) {
        return admitted(
                authorization,
                (by, now) -> when(
                        Body.object(body, Set.of("reason")).then(NoticeResource::reason),
                        reason -> repository
                                .approve(version, new By(by, now, reason))
                                .chain(done -> done ? listed() : refused("two-people"))));
    }

    private Uni<Response> admitted(String authorization, BiFunction<String, Instant, Uni<Response>> work) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> work.apply(
                        answer.question().caller().subject(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private static Reading<String> reason(JsonNode json) {
        String reason = json.path("reason").asText("").strip();
        return reason.length() >= 10 && reason.length() <= 500 ? new Reading.Read<>(reason) : fault("reason");
    }

    private static Reading<Notice> read(JsonNode json, String by, LocalDate today) {
        String version = json.path("version").asText("");
        String title = json.path("title").asText("").strip();
        String content = json.path("content").asText("").strip();
        if (!VERSION.matcher(version).matches() || version.equals("current")) {
            return fault("version");
        }
        if (title.isEmpty() || title.length() > 200) {
            return fault("title");
        }
        if (content.length() < SHORTEST || content.length() > LONGEST) {
            return fault("content");
        }
        return reason(json).then(reason -> {
            try {
                LocalDate from = LocalDate.parse(json.path("from").asText(""));
                return from.isBefore(today)
                        ? fault("from")
                        : new Reading.Read<>(new Notice(version, title, content, from, reason, by, ""));
            } catch (DateTimeException e) {
                return fault("from");
            }
        });
    }

    private static <T> Reading<T> fault(String place) {
        return new Reading.Wrong<>(Problem.of(Kind.INVALID_CONTENT, "Something is missing or not valid")
                .with("place", place));
    }

    private static Uni<Response> refused(String rule) {
        return Uni.createFrom()
                .item(Problem.of(Kind.CONFLICT, "A rule speaks against it")
                        .with("rule", rule)
                        .toResponse());
    }

    private Uni<Response> listed() {
        return repository.list().map(all -> Response.ok(json(all, true)).build());
    }

    private ObjectNode json(List<Notice> all, boolean people) {
        Optional<Notice> current =
                current(all.stream().filter(Notice::isApproved).toList());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("notices");
        for (Notice one : all) {
            ObjectNode told = told(one, current, false);
            if (people) {
                told.put("reason", one.reason())
                        .put("draftedBy", one.draftedBy())
                        .put("approvedBy", one.approvedBy());
            }
            json.withArray("/notices").add(told);
        }
        return json;
    }

    private static ObjectNode told(Notice one, Optional<Notice> current, boolean whole) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("version", one.version())
                .put("title", one.title())
                .put("from", one.from().toString());
        told.put("current", current.filter(one::equals).isPresent());
        return whole ? told.put("content", one.content()) : told;
    }

    /** The newest that has begun. */
    private Optional<Notice> current(List<Notice> approved) {
        LocalDate today = today(clock.instant());
        return approved.stream().filter(one -> !one.from().isAfter(today)).findFirst();
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, LONDON);
    }
}
