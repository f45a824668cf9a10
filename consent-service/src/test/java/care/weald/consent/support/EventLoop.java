package care.weald.consent.support;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Runs what a test asks of a bean where the service runs it: on an event loop, with a context of its own. */
public final class EventLoop {

    private EventLoop() {}

    /** What {@code work} gives, when it gives it. */
    public static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
