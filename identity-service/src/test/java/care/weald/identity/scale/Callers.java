package care.weald.identity.scale;

import care.weald.identity.support.Peers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Doctors of some organisations, and the tokens that the gateway would hold for each of them. */
final class Callers {

    static final int MANY = 16;

    private static final String SERVICE = "identity-service";
    private static final String ROLE = "R8000";
    private static final long CALLER = Duration.ofSeconds(40).toNanos();

    /** The gateway reuses a permit for two seconds. */
    private static final long PERMIT = Duration.ofSeconds(2).toNanos();

    private record Held(String token, long made) {

        boolean isOlderThan(long age) {
            return System.nanoTime() - made > age;
        }
    }

    private final AtomicReferenceArray<Held> callers = new AtomicReferenceArray<>(MANY);
    private final AtomicReferenceArray<Held> permits = new AtomicReferenceArray<>(MANY);

    private static String organisation(int caller) {
        return String.format(Locale.ROOT, "KZ%03d", 1 + caller);
    }

    private static String subject(int caller) {
        return "user-" + organisation(caller) + "-" + ROLE;
    }

    /** The caller token of {@code caller}. */
    String token(int caller) {
        return held(callers, caller, CALLER, () -> Peers.caller(SERVICE, organisation(caller), ROLE, "TREAT"));
    }

    /** That caller's permit to look for people. */
    String people(int caller) {
        return held(
                permits,
                caller,
                PERMIT,
                () -> permit(caller, Map.of("decision", "permit", "interaction", "people"), ""));
    }

    private static String held(
            AtomicReferenceArray<Held> all, int caller, long age, java.util.function.Supplier<String> fresh) {
        Held held = all.get(caller);
        if (held == null || held.isOlderThan(age)) {
            held = new Held(fresh.get(), System.nanoTime());
            all.set(caller, held);
        }
        return held.token();
    }

    /** A permit of {@code caller} to read about one person. */
    static String read(int caller, Registered about) {
        return permit(
                caller,
                Map.of(
                        "decision",
                        "permit",
                        "interaction",
                        "read",
                        "levels",
                        Map.of("cat-01", "F"),
                        "source_patients",
                        List.of(Map.of(
                                "organization",
                                about.organisation(),
                                "patient",
                                about.source().toString()))),
                about.id().toString());
    }

    /** The caller token of the system of {@code organisation}. */
    static String system(String organisation) {
        return Peers.caller(SERVICE, organisation, "", "TREAT");
    }

    /** That system's permit to send a feed. */
    static String feed(String organisation) {
        Map<String, ?> weald = Map.of("decision", "permit", "interaction", "feed");
        return Peers.sign(
                "consent-service", "weald-permit+jwt", SERVICE, "user-" + organisation + "-", Map.of("weald", weald));
    }

    private static String permit(int caller, Map<String, ?> weald, String person) {
        Map<String, ?> claims = person.isEmpty()
                ? Map.of("weald", weald)
                : Map.of("weald", weald, "extensions", Map.of("ihe_pcf", Map.of("patient_id", person)));
        return Peers.sign("consent-service", "weald-permit+jwt", SERVICE, subject(caller), claims);
    }
}
