package care.weald.gateway.probe;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Partner;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.token.Caller;
import care.weald.gateway.upstream.ConsentClient;
import care.weald.gateway.upstream.ConsentClient.Matter;
import care.weald.gateway.upstream.Decision;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.ProbeClient;
import care.weald.gateway.upstream.ProbeClient.Ask;
import care.weald.gateway.upstream.ProbeClient.Claim;
import care.weald.gateway.upstream.ProbeClient.Found;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks about people who object as staff would: the same person tokens, decisions and records as for a request from outside,
 * by a caller that is nobody. What comes is looked at for what it shows and let go of: nothing leaves the gateway, so nothing
 * of it is in the audit trail.
 */
@ApplicationScoped
public class Probes {

    /** Who asks, in caller tokens and in what consent-service keeps of decisions. */
    static final String SUBJECT = "urn:weald:probe";

    private static final Logger LOG = Logger.getLogger(Probes.class);
    private static final String INTERACTION = "record";

    private final ProbeClient probes;
    private final IdentityClient identity;
    private final ConsentClient consent;
    private final RecordClient records;
    private final ProbeConfig config;

    Probes(
            ProbeClient probes,
            IdentityClient identity,
            ConsentClient consent,
            RecordClient records,
            ProbeConfig config) {
        this.probes = probes;
        this.identity = identity;
        this.consent = consent;
        this.records = records;
        this.config = config;
    }

    /** Asks about the next people, until none is left or it is enough for now. Does not fail. */
    @Scheduled(every = "{weald.gateway.probes.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> probe() {
        Requester gateway = Requester.gateway(exchange());
        return groups(config.groups(), gateway).onFailure().recoverWithUni(failure -> {
            LOG.warnf("event=probes-wait reason=%s", failure.getClass().getSimpleName());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> groups(int left, Requester gateway) {
        return left == 0
                ? Uni.createFrom().voidItem()
                : probes.claim(gateway)
                        .chain(claims -> claims.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : probe(claims, gateway).chain(() -> groups(left - 1, gateway)));
    }

    private Uni<Void> probe(List<Claim> claims, Requester gateway) {
        List<String> persons = claims.stream().map(Claim::person).toList();
        return identity.tokens(persons, gateway).chain(tokens -> {
            Map<String, String> byObjection = new HashMap<>();
            for (int i = 0; i < claims.size(); i++) {
                byObjection.put(claims.get(i).objection(), tokens.get(i));
            }
            return probes.plan(claims, tokens, gateway)
                    .chain(asks -> each(asks, byObjection, List.of()))
                    .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : probes.tell(found, gateway));
        });
    }

    /** One after another: probes are in nobody's way. */
    private Uni<List<Found>> each(List<Ask> asks, Map<String, String> tokens, List<Found> so) {
        if (asks.isEmpty()) {
            return Uni.createFrom().item(so);
        }
        Ask ask = asks.getFirst();
        return asked(ask, tokens.getOrDefault(ask.objection(), ""))
                .onFailure(Faulted.class)
                .recoverWithItem(failure -> new Found(ask, "failed", "", Set.of()))
                .chain(found -> {
                    List<Found> all = new ArrayList<>(so);
                    all.add(found);
                    return each(asks.subList(1, asks.size()), tokens, all);
                });
    }

    private Uni<Found> asked(Ask ask, String token) {
        Requester staff = staff(ask);
        Matter matter = new Matter(INTERACTION, token, "");
        return consent.decide(matter, List.of(Services.RECORD, Services.AUDIT), staff)
                .chain(decision -> switch (decision) {
                    case Decision.Deny deny -> Uni.createFrom().item(new Found(ask, "deny", deny.reason(), Set.of()));
                    case Decision.Permit permit ->
                        shown(ask, permit.permits().getOrDefault(Services.RECORD, ""), staff);
                    case Decision.Invalid _ -> Uni.createFrom().item(new Found(ask, "failed", "", Set.of()));
                });
    }

    /** What the record shows of what is objected to. */
    private Uni<Found> shown(Ask ask, String permit, Requester staff) {
        String wanted = ask.categories().stream()
                .sorted()
                .map(category -> "category=" + category)
                .collect(Collectors.joining("&"));
        return records.fetch("/record" + (wanted.isEmpty() ? "" : "?" + wanted), permit, staff)
                .map(fetched -> switch (fetched) {
                    case Fetched.Content content ->
                        new Found(
                                ask,
                                "permit",
                                "",
                                content.disclosure().items() > 0
                                        ? content.disclosure().categories()
                                        : Set.of());
                    default -> new Found(ask, "failed", "", Set.of());
                });
    }

    private static Requester staff(Ask ask) {
        Caller caller = new Caller(
                SUBJECT,
                "",
                ask.organisation(),
                List.of(ask.role()),
                List.of("TREAT"),
                "weald-probe",
                "AAL3",
                Set.of());
        return new Requester(
                new Partner.Known("probe " + ask.organisation() + " " + ask.role(), caller, "Weald"), exchange());
    }

    private static Exchange exchange() {
        return new Exchange(UUID.randomUUID().toString(), "POST", "", System.nanoTime());
    }
}
