package care.weald.gateway.enforcement;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.ConsentClient;
import care.weald.gateway.upstream.IdentityClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whom of those that a search of people has found a requester may know of: objections and restrictions hold there too. */
@ApplicationScoped
public class Acquaintance {

    private final IdentityClient identity;
    private final ConsentClient consent;

    Acquaintance(IdentityClient identity, ConsentClient consent) {
        this.identity = identity;
        this.consent = consent;
    }

    /** Those of {@code persons}. Fails with {@code Faulted} when that cannot be decided of one of them. */
    public Uni<Set<String>> of(Requester requester, Set<String> persons) {
        List<String> asked = List.copyOf(persons);
        return asked.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : identity.tokens(asked, requester)
                        .chain(tokens -> consent.trace(tokens, requester))
                        .map(known -> known(asked, known));
    }

    private static Set<String> known(List<String> asked, List<Boolean> known) {
        Set<String> found = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (known.get(i)) {
                found.add(asked.get(i));
            }
        }
        return found;
    }
}
