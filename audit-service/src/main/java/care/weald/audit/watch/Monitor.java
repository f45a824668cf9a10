package care.weald.audit.watch;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.Auditors;
import care.weald.audit.token.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lets officers with a {@code monitor} permit do something, as far as they see. */
@ApplicationScoped
public class Monitor {

    private final Access access;
    private final Auditors auditors;
    private final SecurityIdentity identity;

    Monitor(Access access, Auditors auditors, SecurityIdentity identity) {
        this.access = access;
        this.auditors = auditors;
        this.identity = identity;
    }

    /**
     * Who watches.
     *
     * @param all whether the officer sees what concerns any organisation, not only the own one's staff and people
     */
    public record Officer(String subject, String organisation, List<String> roles, boolean all) {

        public Officer {
            roles = List.copyOf(roles);
        }

        /** The one organisation whose staff and people the officer sees; empty for all. */
        public Optional<String> limit() {
            return all ? Optional.empty() : Optional.of(organisation);
        }
    }

    /** Does {@code work} for the bearer of the tokens in {@code headers}, or answers why not. */
    public Uni<Response> admit(HttpHeaders headers, Function<Officer, Uni<Response>> work) {
        return access.read(
                        (Caller) identity.getPrincipal(),
                        headers.getHeaderString("Authorization"),
                        headers.getHeaderString("Weald-Permit"))
                .chain(admission -> switch (admission) {
                    case Rejected rejected ->
                        Uni.createFrom().item(rejected.problem().toResponse());
                    case Admitted admitted
                    when admitted.decision() instanceof Permit permit
                            && permit.terms().interaction().equals("monitor") ->
                        work.apply(officer(admitted.requester().caller()));
                    case Admitted _ ->
                        Uni.createFrom()
                                .item(Problem.of(Kind.REFUSED, "Monitoring wants a permit to monitor")
                                        .toResponse());
                });
    }

    private Officer officer(Caller caller) {
        return new Officer(
                caller.subject(),
                caller.organisation(),
                caller.roles(),
                auditors.seeAll(caller.organisation(), caller.roles()));
    }
}
