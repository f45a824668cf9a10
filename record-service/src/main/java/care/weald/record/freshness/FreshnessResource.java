package care.weald.record.freshness;

import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Tells partners how each feed stands (capabilities.md, X3). It is about no person. */
@Path("/feeds")
public class FreshnessResource {

    private static final Set<String> DIRECTORY = Set.of("directory");
    private static final String NOTHING = Disclosure.of(List.of(), 0).toJson();

    private final PermitReader permits;
    private final Freshness freshness;
    private final SecurityIdentity identity;
    private final Clock clock;

    FreshnessResource(PermitReader permits, Freshness freshness, SecurityIdentity identity, Clock clock) {
        this.permits = permits;
        this.freshness = freshness;
        this.identity = identity;
        this.clock = clock;
    }

    /** Every feed that has a contract, with its promise, its last message and how it stands. */
    @GET
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Feeds with their contracts and when each was last heard of")
    public Uni<Response> feeds(@HeaderParam("Weald-Permit") @Nullable String permit) {
        return permits.read(identity.getPrincipal(), permit, DIRECTORY).map(permission -> switch (permission) {
            case Denied denied -> denied.problem().toResponse();
            case Granted granted ->
                Response.ok(json(freshness.standing().feeds(), clock.instant()).toString())
                        .header(Disclosure.HEADER, NOTHING)
                        .build();
        });
    }

    private static ObjectNode json(List<FeedState> feeds, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("feeds");
        for (FeedState feed : feeds) {
            FeedContract contract = feed.contract();
            ObjectNode one = list.addObject()
                    .put("organisation", contract.organisation())
                    .put("feed", contract.feed());
            ArrayNode categories = one.putArray("categories");
            contract.categories().stream().sorted().forEach(category -> categories.add(category.code()));
            one.put("cadence", contract.cadence().toString())
                    .put("lateAfter", contract.lateAfter().toString());
            feed.last().ifPresent(last -> one.put("lastMessage", last.toString()));
            one.put("state", feed.word(now));
        }
        return json;
    }
}
