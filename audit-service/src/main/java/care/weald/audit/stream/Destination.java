package care.weald.audit.stream;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** A receiver of notices. */
interface Destination {

    /** Its name, under which it is known how far it has been told. */
    String name();

    /**
     * Sends {@code notices} in their order. It succeeds only when the receiver has them all; after any failure they are
     * sent again, so a receiver can have some of them twice.
     */
    Uni<Void> send(List<Notice> notices);
}
