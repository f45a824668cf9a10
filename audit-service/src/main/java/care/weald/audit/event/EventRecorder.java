package care.weald.audit.event;

import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Decision;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.access.Requester;
import care.weald.audit.log.Appended;
import care.weald.audit.log.Content;
import care.weald.audit.log.Entry;
import care.weald.audit.log.EventLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Turns tokens and facts into an event, adds it to the log, and signs the receipt. */
@ApplicationScoped
public class EventRecorder {

    /** Interactions without a person whose answers show people. */
    private static final Set<String> OF_SEVERAL =
            Set.of("people", "steward", "objections", "monitor", "overrides", "explain", "review");

    private final EventLog log;
    private final Receipts receipts;
    private final EventConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final SecureRandom random = new SecureRandom();

    EventRecorder(EventLog log, Receipts receipts, EventConfig config, Clock clock, Vertx vertx) {
        this.log = log;
        this.receipts = receipts;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** What became of a posted event. */
    sealed interface Recorded {

        /** It is in the log; the receipt proves it. */
        record Done(String receipt) implements Recorded {}

        /** It tells of a disclosure that nobody permitted. */
        record NotPermitted() implements Recorded {}

        /** It is not in the log, or not known to be. */
        record NotKept(Appended why) implements Recorded {}
    }

    /** Records {@code event} as asked by the bearer of the tokens; the item comes after the commit. */
    Uni<Recorded> record(Admitted tokens, PostedEvent event) {
        return record(tokens, event, clock.instant());
    }

    /** The same for an event that reached us, or the spool that it waited in, at {@code heard}. */
    Uni<Recorded> record(Admitted tokens, PostedEvent event, Instant heard) {
        boolean discloses = event.isSuccess() || event.disclosure().isAny();
        if (discloses && !isPermitted(tokens.decision(), event.disclosure())) {
            return Uni.createFrom().item(new Recorded.NotPermitted());
        }
        return log.append(entry(tokens, event, heard))
                .emitOn(MutinyHelper.executor(vertx.getOrCreateContext()))
                .map(appended -> switch (appended) {
                    case Appended.Kept kept -> new Recorded.Done(receipts.sign(event, kept));
                    case Appended other -> new Recorded.NotKept(other);
                });
    }

    /** True of a permit; where several people are shown, of one whose interaction shows several. */
    private static boolean isPermitted(Decision decision, Disclosure disclosure) {
        return decision instanceof Permit permit
                && (disclosure.persons().isEmpty()
                        || (permit.terms().person() == null
                                && OF_SEVERAL.contains(permit.terms().interaction())));
    }

    private Entry entry(Admitted tokens, PostedEvent event, Instant heard) {
        Requester requester = tokens.requester();
        AuditEventFhir fhir = new AuditEventFhir(requester, tokens.decision(), event);
        Instant recorded = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] salts = new byte[2 * Content.SALT_BYTES];
        random.nextBytes(salts);
        Entry.Facets facets = new Entry.Facets(
                requester.caller().organisation(),
                requester.caller().subject(),
                fhir.person().orElse(null),
                event.disclosure().persons(),
                new Entry.Kind(
                        fhir.type(),
                        fhir.subtype(),
                        fhir.action(),
                        event.outcome(),
                        fhir.source(),
                        requester.caller().purposes()),
                fhir.terms().map(Terms::basis).orElse(""),
                event.disclosure().categories(),
                event.request().id().toString(),
                WatchFacts.of(tokens, event, heard));
        Content content = fhir.content(recorded, config, salts);
        return Entry.of(event.id(), recorded, facets, ContentHash.of(tokens, event), content);
    }
}
