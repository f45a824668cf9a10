package care.weald.record.summary;

import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.PublicBase;
import care.weald.record.summary.Contents.Written;
import care.weald.record.summary.SummaryDocument.Document;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The patient summary of one person. The gateway puts the Patient in: {@code Weald-Entry-Offset} says where its entry may
 * stand, a comma after it. Governed as the record is, by the same permit.
 */
@Path("/summary")
public class SummaryResource {

    private static final Set<String> RECORD = Set.of("record");
    private static final String SOCIAL_CARE = "cat-03";

    private final PermitReader permits;
    private final SummaryRepository items;
    private final SecurityIdentity identity;
    private final SummaryConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final String publicBase;

    SummaryResource(
            PermitReader permits,
            SummaryRepository items,
            SecurityIdentity identity,
            SummaryConfig config,
            Vertx vertx,
            Clock clock,
            PublicBase base) {
        this.permits = permits;
        this.items = items;
        this.identity = identity;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.publicBase = base.url();
    }

    /** An International Patient Summary document without its Patient (capabilities.md, R3). */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The patient summary, an IPS document")
    public Uni<Response> summary(@HeaderParam("Weald-Permit") @Nullable String permit) {
        return permits.read(identity.getPrincipal(), permit, RECORD).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> read(granted.permit());
        });
    }

    private Uni<Response> read(Permit permit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Composition composition =
                new Composition(publicBase, permit.person(), now, ((Caller) identity.getPrincipal()).subject());
        return items.read(permit, now, config.sectionLimit())
                .chain(stored -> Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> answer(composition, stored), false)
                                .toCompletionStage()));
    }

    private Response answer(Composition composition, Stored stored) {
        Found found = Found.read(stored);
        List<Written> sections = new Contents(composition.at(), config.sectionLimit()).write(found);
        Document document = SummaryDocument.write(composition, sections, found, config);
        return Response.ok(document.json())
                .header("Weald-Entry-Offset", document.patientOffset())
                .header(Disclosure.HEADER, disclosure(document, stored).toJson())
                .build();
    }

    private static Disclosure disclosure(Document document, Stored stored) {
        Disclosure shown = Disclosure.of(document.items(), stored.withheld());
        if (!stored.knownToSocialCare()) {
            return shown;
        }
        Set<String> categories = new TreeSet<>(shown.categories());
        categories.add(SOCIAL_CARE);
        return new Disclosure(categories, shown.items(), shown.withheld(), shown.organisations());
    }
}
