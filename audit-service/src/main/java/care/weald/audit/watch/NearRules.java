package care.weald.audit.watch;

import static care.weald.audit.watch.Detection.access;

import java.util.Map;

/** Rules 1 to 7, 15, 16, 17: what the permit says of user and person together. A refused try counts like an access. */
final class NearRules {

    static final Map<String, String> SQL = Map.ofEntries(
            near("self", "self"),
            near("same-name-and-postcode", "same-name-and-postcode"),
            near("same-address", "same-address"),
            near("contact", "contact"),
            near("colleague", "colleague"),
            near("line-report", "line-report"),
            near("not-in-post", "staff-ended,staff-on-leave,not-on-register"),
            near("deceased", "deceased"),
            Map.entry("marked", access("('marked' = any(s.near) or " + listed("marked") + ")")),
            Map.entry("restricted-person", access("s.restricted")));

    private NearRules() {}

    private static Map.Entry<String, String> near(String rule, String codes) {
        // what an officer reads about others is for rule 29
        return Map.entry(
                rule,
                access("s.near && '{" + codes + "}'::text[] and s.interaction not in ('audit', 'monitor', 'feed')"));
    }

    /** Whether the person is on the watch list as of this kind, for whoever the entry holds for. */
    static String listed(String kind) {
        return """
                exists (select from watch_list l
                        where l.kind = '%s' and l.person = s.person and l.removed_at is null and l.until > a.now
                            and (l.everywhere or l.organisation = s.organisation or l.organisation = any(s.holders)))""".formatted(kind);
    }
}
