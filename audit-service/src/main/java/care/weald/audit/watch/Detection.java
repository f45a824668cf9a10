package care.weald.audit.watch;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL of each rule, by its id. It finds rows {@code (key, measure, log_index)} among the events from {@code since} to
 * before {@code until}: the key is what the hit is about within the rule, so one found again adds no alert; without an
 * index it is about the log itself. What it may use of the question stands in {@code asked}: {@code since}, {@code until},
 * {@code threshold}, {@code least}, {@code span}, {@code now}, {@code codes}.
 */
final class Detection {

    /** One alert a user at an organisation, a person and a day. */
    static final String ACCESS_KEY = "s.organisation || '|' || s.subject || '|' || s.person || '|' || s.day";

    /** One alert a user and a day. */
    static final String USER_KEY = "s.organisation || '|' || s.subject || '|' || s.day";

    static final String FRESH = "from watch_event s, asked a where s.log_index >= a.since and s.log_index < a.until ";

    private static final Map<String, String> SQL = Stream.of(
                    NearRules.SQL, AccessRules.SQL, CrowdRules.SQL, PatternRules.SQL, PaceRules.SQL, TrailRules.SQL)
            .flatMap(rules -> rules.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Detection() {}

    /** The SQL of every rule. */
    static Map<String, String> all() {
        return SQL;
    }

    /** Each fresh event that {@code condition} is true of, one alert a user, a person and a day. */
    static String access(String condition) {
        return "select " + ACCESS_KEY + " as key, 1::float8 as measure, s.log_index " + FRESH
                + "and s.person is not null and s.outcome in ('0', '8') and " + condition;
    }
}
