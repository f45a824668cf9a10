package care.weald.audit.watch;

import care.weald.audit.watch.Sown.Staff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One incident of misuse for each rule: by a member of staff, about a person, at a moment of a working day. */
final class Misuse {

    /** Who, whom, when. */
    record Scene(Staff who, UUID whom, Instant when) {

        Sown open() {
            return Sown.open(when, who, whom);
        }

        /** The same, somebody new each time, so much later each time. */
        List<Sown> series(int times, Duration apart) {
            return IntStream.range(0, times)
                    .mapToObj(i -> Sown.open(when.plus(apart.multipliedBy(i)), who, other(i)))
                    .toList();
        }

        UUID other(int number) {
            return UUID.nameUUIDFromBytes((whom + "/" + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        Staff colleague(int number) {
            return new Staff(who.organisation(), who.subject() + "-c" + number, "R8001", who.client());
        }
    }

    private static final Map<String, Function<Scene, List<Sown>>> ALL = new LinkedHashMap<>();

    private static void one(String rule, java.util.function.UnaryOperator<Sown> how) {
        ALL.put(rule, scene -> List.of(how.apply(scene.open())));
    }

    static {
        one("self", open -> open.near("self"));
        one("same-name-and-postcode", open -> open.near("same-name-and-postcode"));
        one("same-address", open -> open.near("same-address"));
        one("contact", open -> open.near("contact"));
        one("colleague", open -> open.near("colleague"));
        one("line-report", open -> open.near("line-report"));
        one("marked", open -> open.near("marked"));

        one("self-claimed", open -> open.fact("interaction", "claim").basis("claim"));
        one("override", open -> open.fact("interaction", "override").basis("override"));
        one("restricted-person", open -> open.fact("restricted", true));
        one("deceased", open -> open.near("deceased"));
        one("not-in-post", open -> open.near("not-on-register"));
        one(
                "rare-role",
                open -> new Sown(
                                open.at(),
                                new Staff(
                                        open.staff().organisation(),
                                        open.staff().subject() + "-rare",
                                        "R8009",
                                        open.staff().client()),
                                open.person(),
                                List.of(),
                                open.basis(),
                                "0",
                                List.of("cat-20"),
                                open.facts(),
                                open.request(),
                                "")
                        .fact("roles", List.of("R8009")));
        one("unrelated-team", open -> open.categories("cat-12"));
        one("new-client", open -> open.fact("client", "unknown-" + open.staff().subject()));
        one(
                "own-trail",
                open -> open.fact("interaction", "audit")
                        .fact("what", "AuditEvent")
                        .near("self"));
        one("log-health", open -> open.fact("skew", -400));
        one("watch-list", open -> open);
        one("override-unfollowed", open -> open.fact("interaction", "override").basis("override"));
        ALL.put(
                "odd-hours",
                scene -> scene.series(3, Duration.ofMinutes(4)).stream()
                        .map(open -> open.later(Duration.ofHours(8)))
                        .toList());
        ALL.put(
                "news-burst",
                scene -> IntStream.range(0, 4)
                        .mapToObj(i -> Sown.open(scene.when().plusSeconds(900L * i), scene.colleague(i), scene.whom())
                                .basis("claim"))
                        .toList());
        ALL.put(
                "override-rate",
                scene -> scene.series(6, Duration.ofMinutes(20)).stream()
                        .map(open -> open.fact("interaction", "override").basis("override"))
                        .toList());
        ALL.put("volume", scene -> scene.series(90, Duration.ofMinutes(2)));
        ALL.put(
                "walking",
                scene -> scene.series(18, Duration.ofSeconds(40)).stream()
                        .map(Sown::missing)
                        .toList());
        ALL.put(
                "search-only",
                scene -> scene.series(60, Duration.ofMinutes(3)).stream()
                        .map(open -> Sown.search(open.at(), scene.who(), List.of(scene.whom())))
                        .toList());
        ALL.put(
                "many-organisations",
                scene -> IntStream.range(0, 5)
                        .mapToObj(i -> Sown.open(
                                scene.when().plusSeconds(60L * i), scene.who().at(Month.organisation(i)), scene.whom()))
                        .map(open -> Sown.open(
                                open.at(),
                                new Staff(
                                        open.staff().organisation(),
                                        open.staff().subject() + open.staff().organisation(),
                                        "R8000",
                                        "ehr"),
                                scene.whom()))
                        .toList());
        ALL.put(
                "two-places",
                scene -> IntStream.range(0, 4)
                        .mapToObj(i -> Sown.open(
                                scene.when().plusSeconds(120L * i),
                                i % 2 == 0 ? scene.who() : scene.who().at("KM999"),
                                scene.other(i)))
                        .toList());
        ALL.put(
                "bulk",
                scene -> scene.series(45, Duration.ofSeconds(50)).stream()
                        .map(open -> open.about(scene.whom())
                                .fact("interaction", "read")
                                .fact("what", "Binary"))
                        .toList());
        ALL.put(
                "system-reads",
                scene -> IntStream.range(0, 6)
                        .mapToObj(i -> Sown.open(
                                scene.when().plusSeconds(60L * i),
                                new Staff(
                                        scene.who().organisation(),
                                        "service-" + scene.who().subject(),
                                        "",
                                        "batch"),
                                scene.other(i)))
                        .map(open -> open.refused("role-known"))
                        .toList());
        ALL.put(
                "no-relationship",
                scene -> scene.series(6, Duration.ofMinutes(3)).stream()
                        .map(open -> open.refused("relationship"))
                        .toList());
    }

    private Misuse() {}

    /** The rules for which there is an incident. */
    static List<String> rules() {
        return new ArrayList<>(ALL.keySet());
    }

    /** The events of one incident, marked as planted. */
    static List<Sown> plant(String rule, int number, Scene scene) {
        return java.util.Objects.requireNonNull(ALL.get(rule)).apply(scene).stream()
                .map(event -> event.planted(rule + "#" + number))
                .toList();
    }
}
