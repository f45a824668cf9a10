package care.weald.consent.agreement;

import care.weald.consent.platform.Problem;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Who may read the agreements: whoever may read the directory. Decided where every decision is made. */
public interface DirectoryAccess {

    /** What refuses this caller; empty when it may read. Fails when nothing can be decided, and then it may not. */
    Uni<Optional<Problem>> refusal(Caller caller);
}
