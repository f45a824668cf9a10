package care.weald.audit.watch;

import java.util.Map;

/** Rules 20, 21, 23, 25, 28: how fast, how much and where from, within the window. */
final class PaceRules {

    /** Nobody was found, or a search by postcode. */
    private static final String TRY = "(%1$s.status = 404 or %1$s.interaction = 'people' and %1$s.outcome = '0'"
            + " and (%1$s.items = 0 or %1$s.asked like '%%address-postalcode%%')) and %1$s.roles <> '{}'";

    private static final String BULK = "%1$s.outcome = '0' and %1$s.what = any(a.codes) and %1$s.roles <> '{}'";

    private static final String SYSTEM = "%1$s.roles = '{}' and %1$s.person is not null"
            + " and %1$s.interaction in ('read', 'search', 'record', 'everything', 'demographics')";

    private static final String SEARCH_ONLY = """
            select distinct on (s.organisation, s.subject, s.day) %s as key, c.searches as measure, s.log_index
            from watch_event s, asked a, lateral (
                select count(*)::float8 as searches,
                       count(*) filter (where exists (
                           select from watch_event o
                           where o.subject = f.subject and o.opened and o.at >= f.at and o.at < f.at + a.span
                               and o.log_index < a.until and o.person = any(f.persons))) as led
                from watch_event f
                where f.subject = s.subject and f.organisation = s.organisation and f.interaction = 'people'
                    and f.outcome = '0' and f.persons is not null
                    and f.at > s.at - a.span and f.at <= s.at and f.log_index < a.until) as c
            where s.log_index in (
                    select max(l.log_index) from watch_event l, asked b
                    where l.log_index >= b.since and l.log_index < b.until and l.interaction = 'people'
                        and l.roles <> '{}'
                    group by l.organisation, l.subject, l.day)
                and c.searches >= a.threshold and c.led <= a.least * c.searches
            order by s.organisation, s.subject, s.day, s.log_index desc""".formatted(Detection.USER_KEY);

    /**
     * From one organisation to another and back, twice changed within the window: nobody is in two places. Asked at changes
     * alone, and of the latest events alone, so that much of it costs no more.
     */
    private static final String TWO_PLACES = """
            select s.subject || '|' || s.day as key, c.changes as measure, s.log_index
            from watch_event s, asked a, lateral (
                select o.organisation from watch_event o
                where o.subject = s.subject and o.at > s.at - a.span and (o.at, o.log_index) < (s.at, s.log_index)
                order by o.at desc, o.log_index desc limit 1) as p, lateral (
                select count(*) filter (where w.organisation <> w.before)::float8 as changes
                from (select l.organisation, lag(l.organisation) over (order by l.at, l.log_index) as before
                      from (select o.organisation, o.at, o.log_index from watch_event o
                            where o.subject = s.subject and o.at > s.at - a.span
                                and (o.at, o.log_index) <= (s.at, s.log_index)
                            order by o.at desc, o.log_index desc limit 200) as l) as w) as c
            where s.log_index >= a.since and s.log_index < a.until and s.roles <> '{}'
                and p.organisation <> s.organisation and c.changes >= a.threshold""";

    static final Map<String, String> SQL = Map.of(
            "walking", counted(TRY),
            "bulk", counted(BULK),
            "system-reads", counted(SYSTEM),
            "search-only", SEARCH_ONLY,
            "two-places", TWO_PLACES);

    private PaceRules() {}

    /** So many events of one kind by one user within the window; all of a user's in one walk, however many there are. */
    private static String counted(String condition) {
        return """
            select %1$s as key, s.events as measure, s.log_index
            from asked a, (
                select o.organisation, o.subject, o.day, o.log_index,
                       (count(*) over (partition by o.organisation, o.subject order by o.at
                                       range between (select span - interval '1 microsecond' from asked) preceding
                                             and current row))::float8 as events
                from asked b, (
                    select f.organisation, f.subject, min(f.at) as since from watch_event f, asked c
                    where f.log_index >= c.since and f.log_index < c.until and %3$s
                    group by f.organisation, f.subject) as n
                join watch_event o on o.subject = n.subject and o.organisation = n.organisation
                where o.at > n.since - b.span and o.log_index < b.until and %2$s) as s
            where s.log_index >= a.since and s.events >= a.threshold""".formatted(
                        Detection.USER_KEY,
                        condition.formatted("o").replace("a.codes", "b.codes"),
                        condition.formatted("f").replace("a.codes", "c.codes"));
    }
}
