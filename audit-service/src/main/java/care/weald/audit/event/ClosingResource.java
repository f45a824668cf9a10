package care.weald.audit.event;

import care.weald.audit.event.Closings.Closing;
import care.weald.audit.log.Appended;
import care.weald.audit.log.Content;
import care.weald.audit.log.EventLog;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Takes from the gateway how disclosures ended. The same again is stored once. */
@Path("/closings")
public class ClosingResource {

    private final EventLog log;
    private final Pool pool;
    private final Clock clock;
    private final SecurityIdentity identity;
    private final SecureRandom random = new SecureRandom();

    ClosingResource(EventLog log, Pool pool, Clock clock, SecurityIdentity identity) {
        this.log = log;
        this.pool = pool;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Record how disclosures ended, at most 400; from the gateway in its own name alone")
    public Uni<Response> record(byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!GatewayAlone.is(caller)) {
            return answer(Problem.of(Kind.REFUSED, "The gateway alone tells how disclosures ended"));
        }
        return ClosingsReader.read(body)
                .map(this::record)
                .orElseGet(() -> answer(Problem.of(Kind.INVALID_CONTENT, "These are no closings")));
    }

    private Uni<Response> record(Closings closings) {
        byte[] salts = new byte[2 * Content.SALT_BYTES];
        random.nextBytes(salts);
        return log.append(closings.entry(clock.instant().truncatedTo(ChronoUnit.MILLIS), salts))
                .chain(appended -> switch (appended) {
                    case Appended.Kept _ ->
                        keep(closings).map(_ -> Response.noContent().build());
                    case Appended.Conflict _ -> answer(Problem.of(Kind.CONFLICT, "Another event has this id"));
                    case Appended.Unavailable _ ->
                        answer(Problem.of(Kind.UNAVAILABLE, "Not known to be kept; try again"));
                    case Appended.Unfit _ -> answer(Problem.of(Kind.INTERNAL, "These cannot be kept"));
                });
    }

    private static final String KEEP = """
            insert into disclosure_end (event_id, sent, bytes, ended, told_by)
            select e.*, $5 from unnest($1::uuid[], $2::bool[], $3::int[], $4::timestamptz[]) as e
            on conflict (event_id) do nothing
            """;

    private Uni<Integer> keep(Closings closings) {
        List<Closing> list = closings.list();
        return pool.preparedQuery(KEEP)
                .execute(Tuple.from(List.of(
                        list.stream().map(Closing::event).toArray(UUID[]::new),
                        list.stream().map(Closing::sent).toArray(Boolean[]::new),
                        list.stream().map(Closing::bytes).toArray(Integer[]::new),
                        list.stream()
                                .map(closing -> closing.ended().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new),
                        closings.id())))
                .map(rows -> rows.rowCount());
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
