package care.weald.audit.watch;

import java.util.Map;

/**
 * Rules 8 and 22: several at one person. How many there are grows only with one who was not there within the window, so
 * that is when it is counted.
 */
final class CrowdRules {

    /** An access, or a try, that no registration of the person explains. */
    private static final String UNEXPLAINED = """
            (%1$s.opened and %1$s.basis in ('', 'none', 'claim', 'override') or %1$s.reason = 'relationship')""";

    private static final String NEWS = """
            select s.person || '|' || s.day as key, c.users as measure, s.log_index
            from asked a, lateral (
                select * from watch_event f
                where f.log_index >= a.since and f.log_index < a.until and f.person is not null and %s
                    and (select true from watch_event o
                         where o.person = f.person and o.subject = f.subject and o.at > f.at - a.span
                             and (o.at, o.log_index) < (f.at, f.log_index) and %s limit 1) is null
                offset 0) as s, lateral (
                select count(distinct o.subject)::float8 as users from watch_event o
                where o.person = s.person and o.at > s.at - a.span and o.at <= s.at and o.log_index < a.until
                    and %s) as c
            where c.users >= case when %s then a.threshold else a.least end""".formatted(
                    UNEXPLAINED.formatted("f"),
                    UNEXPLAINED.formatted("o"),
                    UNEXPLAINED.formatted("o"),
                    NearRules.listed("news"));

    private static final String MANY_ORGANISATIONS = """
            select s.person || '|' || s.day as key, c.organisations as measure, s.log_index
            from asked a, lateral (
                select * from watch_event f
                where f.log_index >= a.since and f.log_index < a.until and f.opened
                    and (select true from watch_event o
                         where o.person = f.person and o.organisation = f.organisation and o.opened
                             and o.at > f.at - a.span and (o.at, o.log_index) < (f.at, f.log_index) limit 1) is null
                offset 0) as s, lateral (
                select count(distinct o.organisation)::float8 as organisations from watch_event o
                where o.person = s.person and o.at > s.at - a.span and o.at <= s.at and o.log_index < a.until
                    and o.opened) as c
            where c.organisations >= a.threshold""";

    static final Map<String, String> SQL = Map.of("news-burst", NEWS, "many-organisations", MANY_ORGANISATIONS);

    private CrowdRules() {}
}
