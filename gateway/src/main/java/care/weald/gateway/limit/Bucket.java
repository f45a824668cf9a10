package care.weald.gateway.limit;

/** A token bucket. Time comes in as nanoseconds of any steady clock. */
final class Bucket {

    private static final double NANOS = 1e9;

    private final double rate;
    private final double size;
    private double level;
    private long at;

    Bucket(double rate, double size, long now) {
        this.rate = rate;
        this.size = size;
        this.level = size;
        this.at = now;
    }

    /** Takes one token: 0 when there was one, or else the whole seconds (at least 1) until there will be. */
    synchronized long take(long now) {
        level = Math.min(size, level + Math.max(0, now - at) / NANOS * rate);
        at = now;
        if (level >= 1) {
            level -= 1;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - level) / rate));
    }
}
