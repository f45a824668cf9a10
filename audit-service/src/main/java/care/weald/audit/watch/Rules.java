package care.weald.audit.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules as stored. What a rule was before a change is kept, with who changed it and why. */
@ApplicationScoped
class Rules {

    private static final String ALL = """
            select id, number, text, severity, urgent, measure, threshold, floor, least, minutes, codes, enabled, version,
                   next, greatest(ran, '1970-01-01') as ran
            from watch_rule order by number""";

    private final Pool pool;

    Rules(Pool pool) {
        this.pool = pool;
    }

    /** All of them, by their numbers. */
    Uni<List<Rule>> all() {
        return pool.preparedQuery(ALL).execute().map(rows -> {
            List<Rule> rules = new ArrayList<>();
            rows.forEach(row -> rules.add(rule(row)));
            return List.copyOf(rules);
        });
    }

    private static Rule rule(Row row) {
        return new Rule(
                row.getString("id"),
                row.getInteger("number"),
                row.getString("text"),
                row.getString("severity"),
                row.getBoolean("urgent"),
                row.getString("measure"),
                row.getDouble("threshold"),
                row.getString("floor"),
                row.getDouble("least"),
                row.getInteger("minutes"),
                List.of(row.getArrayOfStrings("codes")),
                row.getBoolean("enabled"),
                row.getInteger("version"),
                row.getLong("next"),
                row.getOffsetDateTime("ran").toInstant());
    }

    /**
     * What a rule shall be; what is empty stays as it is.
     *
     * @param version the version that was read; empty to change whatever there is
     */
    record Change(
            Optional<Double> threshold,
            Optional<Double> least,
            Optional<Integer> minutes,
            Optional<Boolean> enabled,
            String reason,
            Optional<Integer> version) {}

    /** Who changes it. */
    record Officer(String subject, String organisation, Instant at) {}

    /** A rule that was off looks at what comes from now on; one statement keeps what it was and changes it. */
    private static final String CHANGE = """
            with was as (
                select * from watch_rule where id = $1 and ($9::int is null or version = $9) for update
            ), kept as (
                insert into watch_rule_change (rule, version, threshold, least, minutes, enabled, changed_by, organisation,
                                               changed_at, reason)
                select id, version, threshold, least, minutes, enabled, $6, $7, $8, $10 from was
            )
            update watch_rule r set threshold = coalesce($2, r.threshold), least = coalesce($3, r.least),
                minutes = coalesce($4, r.minutes), enabled = coalesce($5, r.enabled), version = r.version + 1,
                next = case when $5 and not r.enabled then (select next from watch_state) else r.next end
            from was where r.id = was.id""";

    /** Changes a rule; false when there is none of this id and version. */
    Uni<Boolean> change(String id, Change change, Officer officer) {
        Tuple values = Tuple.tuple()
                .addString(id)
                .addDouble(change.threshold().orElse(null))
                .addDouble(change.least().orElse(null))
                .addInteger(change.minutes().orElse(null))
                .addBoolean(change.enabled().orElse(null))
                .addString(officer.subject())
                .addString(officer.organisation())
                .addOffsetDateTime(officer.at().atOffset(ZoneOffset.UTC))
                .addInteger(change.version().orElse(null))
                .addString(change.reason());
        return pool.preparedQuery(CHANGE).execute(values).map(rows -> rows.rowCount() > 0);
    }
}
