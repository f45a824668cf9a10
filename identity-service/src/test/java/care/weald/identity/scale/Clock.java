package care.weald.identity.scale;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells what has been done, and after how many seconds. */
final class Clock {

    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    void tell(String text, @Nullable Object... values) {
        System.out.printf(Locale.ROOT, "%7.1f s  " + text, at(values));
    }

    private @Nullable Object[] at(@Nullable Object[] values) {
        @Nullable Object[] all = new @Nullable Object[values.length + 1];
        all[0] = seconds();
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
