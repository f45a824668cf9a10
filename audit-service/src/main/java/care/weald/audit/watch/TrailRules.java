package care.weald.audit.watch;

import java.util.Map;

/** Rules 29 and 30: who watches, and the log itself. */
final class TrailRules {

    /** The own trail, alert or case, a fellow officer's, or the own record's trail. */
    private static final String OWN_TRAIL = """
            select s.organisation || '|' || s.subject || '|' || s.day as key, 1::float8 as measure, s.log_index
            from watch_event s, asked a
            where s.log_index >= a.since and s.log_index < a.until
                and s.interaction in ('audit', 'monitor') and s.outcome in ('0', '4', '8')
                and (s.near && '{self,colleague,line-report}'
                    or s.agent = s.subject
                    or exists (select from watch_day d
                               where d.subject = s.agent and d.organisation = s.organisation and d.role = any(a.codes))
                    or exists (select from alert l
                               where l.id = coalesce((select c.alert_id from privacy_case c where c.id = s.target), s.target)
                                   and (l.subject = s.subject
                                       or exists (select from alert_event x join watch_event w on w.log_index = x.log_index
                                                  where x.alert_id = l.id and w.subject = s.subject)
                                       or l.organisation = s.organisation and l.roles && a.codes)))""";

    private static final String LOG_HEALTH = """
            select 'clock|' || date_trunc('hour', s.at) as key, abs(s.skew)::float8 as measure, s.log_index
            from watch_event s, asked a
            where s.log_index >= a.since and s.log_index < a.until and abs(s.skew) > a.threshold
            union all
            select 'step|' || date_trunc('hour', k.recorded), extract(epoch from p.recorded - k.recorded)::float8, null
            from asked a, event_key k join event_key p on p.log_index = k.log_index - 1
            where k.log_index >= a.since and k.log_index < a.until
                and k.recorded < p.recorded - make_interval(secs => a.threshold)
            union all
            select 'gap|' || a.since, (a.until - a.since - c.there)::float8, null
            from asked a, lateral (
                select count(*) as there from event_key k join audit_event e using (recorded, log_index)
                where k.log_index >= a.since and k.log_index < a.until) as c
            where c.there < a.until - a.since
            union all
            select 'cut|' || h.size, (h.size - l.next_index)::float8, null
            from asked a, log_head l, lateral (select size from tree_head order by epoch desc limit 1) as h
            where h.size > l.next_index
            union all
            select 'late|' || date_trunc('hour', a.now), extract(epoch from a.now - k.recorded)::float8, null
            from asked a, log_head l, event_key k
            where k.log_index = coalesce((select max(size) from tree_checkpoint), 0) and l.next_index > k.log_index
                and k.recorded < a.now - make_interval(secs => a.threshold)""";

    static final Map<String, String> SQL = Map.of("own-trail", OWN_TRAIL, "log-health", LOG_HEALTH);

    private TrailRules() {}
}
