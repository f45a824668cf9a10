package care.weald.audit.watch;

import static care.weald.audit.watch.Detection.access;

import java.util.Map;

/** Rules 9, 10, 11, 13, 14, 26, 27: why the access was had, and of what. */
final class AccessRules {

    private static final String NO_RELATIONSHIP = access("s.opened and s.basis in ('', 'none')") + """

            union all
            select 'tried|' || s.organisation || '|' || s.subject || '|' || s.day, c.persons, s.log_index
            from watch_event s, asked a, lateral (
                select count(distinct o.person)::float8 as persons
                from (select t.subject, t.person, t.at from watch_event t
                      where t.subject = s.subject and t.at > s.at - a.span and t.at <= s.at and t.log_index < a.until
                          and t.reason = 'relationship'
                      order by t.at desc limit 200) as o
                where not exists (select from watch_event claim
                                    where claim.subject = o.subject and claim.person = o.person and claim.at > o.at
                                        and claim.at < o.at + interval '1 hour'
                                        and claim.interaction in ('claim', 'override'))) as c
            where s.log_index >= a.since and s.log_index < a.until and s.reason = 'relationship'
                and c.persons >= a.threshold""";

    /** An override is followed up when the case on an alert about it is closed. */
    private static final String UNFOLLOWED = """
            select s.event_id::text as key, 1::float8 as measure, s.log_index
            from watch_event s, asked a
            where s.interaction = 'override' and s.outcome = '0'
                and s.at <= a.now - a.span and s.at > a.now - a.span - interval '30 days' and s.log_index < a.until
                and not exists (select from alert_event e join privacy_case c on c.alert_id = e.alert_id
                                where e.event_id = s.event_id and c.state = 'closed'
                                    and exists (select from privacy_step p where p.case_id = c.id
                                                and p.action = 'close' and p.at > s.at))""";

    private static final String RARE_ROLE = """
            select distinct on (s.organisation, s.subject, s.person, s.day, c.category)
                %s || '|' || c.category as key, share.own as measure, s.log_index
            from watch_event s, asked a, unnest(s.categories) as c (category), lateral (
                select coalesce(sum(w.events) filter (where w.role = s.roles[1]), 0)::float8 / sum(w.events) as own,
                       sum(w.events) as of_all
                from watch_category w
                where w.category = c.category and w.day <= s.day and w.day > s.day - a.span) as share
            where s.log_index >= a.since and s.log_index < a.until and s.opened and s.roles <> '{}'
                and s.categories && a.codes and c.category = any(a.codes)
                and share.of_all >= a.least and share.own < a.threshold
            order by s.organisation, s.subject, s.person, s.day, c.category, s.log_index""".formatted(Detection.ACCESS_KEY);

    private static final String UNRELATED_TEAM = """
            select distinct on (s.organisation, s.subject, s.person, s.day, c.category)
                %s || '|' || c.category as key, team.sensitive / team.events as measure, s.log_index
            from watch_event s, asked a, unnest(s.categories) as c (category), lateral (
                select coalesce(sum(w.events) filter (where w.category = c.category), 0)::float8 as sensitive,
                       coalesce(sum(w.events) filter (where w.category = ''), 0)::float8 as events
                from watch_category w
                where w.category in (c.category, '') and w.day <= s.day and w.day > s.day - a.span
                    and w.organisation = s.organisation and w.role = s.roles[1]) as team
            where s.log_index >= a.since and s.log_index < a.until and s.opened and s.roles <> '{}'
                and s.categories && a.codes and c.category = any(a.codes)
                and team.events >= a.least and team.sensitive < a.threshold * team.events
            order by s.organisation, s.subject, s.person, s.day, c.category, s.log_index""".formatted(Detection.ACCESS_KEY);

    private static final String WATCH_LIST =
            """
            select %s as key, 1::float8 as measure, s.log_index
            from watch_event s, asked a, watch_list l
            where s.log_index >= a.since and s.log_index < a.until and s.outcome in ('0', '8')
                and (l.person = s.person or l.person = any(s.persons))
                and (l.kind = 'investigated' or l.kind = 'pair' and l.subject = s.subject)
                and l.removed_at is null and l.until > a.now and l.added_at <= a.now
                and (l.everywhere or l.organisation = s.organisation or l.organisation = any(s.holders))""".formatted("s.organisation || '|' || s.subject || '|' || l.person || '|' || s.day");

    static final Map<String, String> SQL = Map.of(
            "no-relationship", NO_RELATIONSHIP,
            "self-claimed", access("(s.interaction = 'claim' and s.outcome = '0' or s.opened and s.basis = 'claim')"),
            "override", access("(s.interaction = 'override' and s.outcome = '0' or s.opened and s.basis = 'override')"),
            "override-unfollowed", UNFOLLOWED,
            "rare-role", RARE_ROLE,
            "unrelated-team", UNRELATED_TEAM,
            "watch-list", WATCH_LIST);

    private AccessRules() {}
}
