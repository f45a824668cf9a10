package care.weald.audit.watch;

import java.util.Map;

/**
 * Rules 12, 18, 19, 24: a user against the own days and the job role's. The robust z of a value is 0.6745 of its distance
 * from the median, in median absolute deviations; a deviation is taken for one at least, so that a uniform crowd does not
 * make everybody an outlier.
 */
final class PatternRules {

    private static final String OVERRIDE_RATE = """
            select distinct on (s.organisation, s.subject)
                s.organisation || '|' || s.subject || '|' || to_char(s.day, 'IYYY-IW') as key, z.z as measure, s.log_index
            from watch_event s, asked a, lateral (
                select sum(d.overrides) as own from watch_day d
                where d.organisation = s.organisation and d.subject = s.subject
                    and d.day <= s.day and d.day > s.day - a.span) as mine, lateral (
                select percentile_cont(0.5) within group (order by p.x) as median, array_agg(p.x) as all_x
                from (select sum(d.overrides)::float8 as x from watch_day d
                      where d.role = s.roles[1] and d.day <= s.day and d.day > s.day - a.span
                      group by d.organisation, d.subject) as p) as peers, lateral (
                select 0.6745 * (mine.own - peers.median)
                       / greatest(1, percentile_cont(0.5) within group (order by abs(x - peers.median))) as z
                from unnest(peers.all_x) as x) as z
            where s.log_index >= a.since and s.log_index < a.until and s.interaction = 'override' and s.outcome = '0'
                and mine.own >= a.least and z.z >= a.threshold
            order by s.organisation, s.subject, s.log_index desc""";

    private static final String ODD_HOURS = """
            select %s as key, 1::float8 as measure, s.log_index
            from watch_event s, asked a, lateral (
                select count(*) as days, bit_or(d.hours) as hours from watch_day d
                where d.organisation = s.organisation and d.subject = s.subject
                    and d.day < s.day and d.day >= s.day - a.span) as own
            where s.log_index >= a.since and s.log_index < a.until and s.opened and s.roles <> '{}'
                and own.days >= a.least
                and not exists (select from generate_series(0, 23) as h
                                where own.hours & (1 << h) <> 0
                                    and least(abs(h - s.hour), 24 - abs(h - s.hour)) < a.threshold)""".formatted(Detection.USER_KEY);

    private static final String VOLUME = """
            with busy as (
                select d.*, last.log_index from asked a, (
                    select s.organisation, s.subject, s.day, max(s.log_index) as log_index
                    from watch_event s, asked a
                    where s.log_index >= a.since and s.log_index < a.until and s.roles <> '{}'
                    group by s.organisation, s.subject, s.day) as last
                join watch_day d using (organisation, subject, day)
                where d.persons >= a.least
            ), centre as (
                select b.*, peers.median as of_peers, own.median as of_own, peers.all_x as peers_x, own.all_x as own_x
                from busy b, asked a, lateral (
                    select percentile_cont(0.5) within group (order by p.persons) as median, array_agg(p.persons) as all_x
                    from watch_day p where p.role = b.role and p.day = b.day) as peers, lateral (
                    select percentile_cont(0.5) within group (order by p.persons) as median, array_agg(p.persons) as all_x
                    from watch_day p
                    where p.organisation = b.organisation and p.subject = b.subject
                        and p.day < b.day and p.day >= b.day - a.span) as own
            )
            select c.organisation || '|' || c.subject || '|' || c.day as key, c.persons::float8 as measure, c.log_index
            from centre c, asked a
            where 0.6745 * (c.persons - c.of_peers) >= a.threshold * greatest(1,
                    (select percentile_cont(0.5) within group (order by abs(x - c.of_peers)) from unnest(c.peers_x) as x))
                and (c.own_x is null or cardinality(c.own_x) < 5
                    or 0.6745 * (c.persons - c.of_own) >= a.threshold * greatest(1,
                        (select percentile_cont(0.5) within group (order by abs(x - c.of_own)) from unnest(c.own_x) as x)))""";

    private static final String NEW_CLIENT = """
            select s.organisation || '|' || s.subject || '|' || s.client as key, 1::float8 as measure, s.log_index
            from asked a, watch_client c
            join watch_event s on s.log_index = c.first_index
            where c.first_index >= a.since and c.first_index < a.until and s.roles <> '{}'
                and (select count(*) from watch_day d
                     where d.organisation = c.organisation and d.subject = c.subject
                         and d.day < s.day and d.day >= s.day - a.span) >= a.least
                and (select count(*) from watch_client o
                     where o.organisation = c.organisation and o.client = c.client and o.subject <> c.subject
                         and o.first_index < c.first_index) < a.threshold""";

    static final Map<String, String> SQL = Map.of(
            "override-rate", OVERRIDE_RATE,
            "odd-hours", ODD_HOURS,
            "volume", VOLUME,
            "new-client", NEW_CLIENT);

    private PatternRules() {}
}
