package care.weald.audit.casework;

import care.weald.audit.casework.CaseRules.Actor;
import care.weald.audit.casework.Cases.Deed;
import care.weald.audit.casework.Cases.Stored;
import care.weald.audit.log.Leaf;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.SearchConfig;
import care.weald.audit.watch.Monitor.Officer;
import care.weald.audit.watch.Told;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What is said of cases over HTTP, and when something is done with one. */
@ApplicationScoped
class CaseAnswers {

    private final Clock clock;
    private final TaskFhir fhir;

    CaseAnswers(Clock clock, SearchConfig config) {
        this.clock = clock;
        this.fhir = new TaskFhir(config.publicBase());
    }

    /** Something that the officer does now; the same {@code content} again is the same deed. */
    Deed deed(Officer officer, String action, String said, String content) {
        Actor actor = new Actor(officer.subject(), officer.organisation(), officer.roles());
        String hash = Leaf.plainHash(content.getBytes(StandardCharsets.UTF_8));
        return new Deed(actor, now(), action, said, hash);
    }

    /** The moment that something is done at, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A page of cases. */
    ObjectNode bundle(List<PrivacyCase> found, CaseQuery query, Map<String, List<String>> asked) {
        return fhir.bundle(found, query, asked, now());
    }

    /** What became of a step. */
    Response answer(Stored stored) {
        return switch (stored) {
            case Stored.Stands stands -> shown(stands.now(), stands.created());
            case Stored.Missing _ -> missing();
            case Stored.Not not -> {
                boolean conflict = List.of("transition", "version").contains(not.rule());
                yield Problem.of(conflict ? Kind.CONFLICT : Kind.REFUSED, "A rule speaks against it")
                        .with("rule", not.rule())
                        .toResponse();
            }
        };
    }

    Response shown(PrivacyCase stands, boolean created) {
        Response told = Told.fhir(fhir.whole(stands, now()), 1, stands.about().person());
        Response.ResponseBuilder answer = Response.fromResponse(told).header("ETag", "W/\"" + stands.version() + "\"");
        return (created
                        ? answer.status(201).header("Location", fhir.base() + "/Task/" + TaskFhir.ID + stands.id())
                        : answer)
                .build();
    }

    static Response missing() {
        return Problem.of(Kind.NOT_FOUND, "There is no such case").toResponse();
    }
}
