package care.weald.consent.governance;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Numbers about each partner, of what this service stores. They name nobody. */
@ApplicationScoped
class GovernanceRepository {

    private static final String MEASURES = """
            with cases as (
                select organisation,
                       count(*) filter (where lodged_at >= $2 and lodged_at < $3) as lodged,
                       count(*) filter (where state in ('lodged', 'information-asked', 'under-review')) as open,
                       count(*) filter (where state in ('lodged', 'information-asked', 'under-review') and due_at <= $4) as overdue
                from objection_case
                where lodged_at >= $2 and lodged_at < $3 or state in ('lodged', 'information-asked', 'under-review')
                group by organisation),
            overrides as (
                select v.organisation, count(*) as declared,
                       count(*) filter (where f.closed_at is null) as open,
                       count(*) filter (where f.closed_at is null and f.due_at <= $4) as overdue,
                       count(*) filter (where f.outcome = 'not-justified') as not_justified
                from record_override v join override_follow_up f on f.id = v.id
                where v.made_at >= $2 and v.made_at < $3 group by v.organisation),
            claims as (
                select organisation, count(*) as claimed from relationship_claim
                where made_at >= $2 and made_at < $3 group by organisation),
            decisions as (
                select organisation, sum(made)::bigint as made, sum(refused)::bigint as refused
                from decision_tally
                where day >= ($2 at time zone 'Europe/London')::date and day < ($3 at time zone 'Europe/London')::date
                group by organisation)
            select a.organisation, a.name,
                   coalesce(c.lodged, 0) as lodged, coalesce(c.open, 0) as cases_open, coalesce(c.overdue, 0) as cases_overdue,
                   coalesce(o.declared, 0) as declared, coalesce(o.open, 0) as follow_ups_open,
                   coalesce(o.overdue, 0) as follow_ups_overdue, coalesce(o.not_justified, 0) as not_justified,
                   coalesce(r.claimed, 0) as claimed,
                   coalesce(d.made, 0) as made, coalesce(d.refused, 0) as refused
            from agreement a
            left join cases c on c.organisation = a.organisation
            left join overrides o on o.organisation = a.organisation
            left join claims r on r.organisation = a.organisation
            left join decisions d on d.organisation = a.organisation
            where daterange(a.valid_from, a.valid_to, '[]') @> $1::date
            order by a.organisation""";
    private static final String ATTESTED = """
            select count(*) as days, count(*) filter (where not green) as red,
                   count(*) filter (where green and not complete) as incomplete, coalesce(sum(violations), 0) as violations
            from attestation where from_at >= $1 and to_at <= $2""";

    private final Pool pool;

    GovernanceRepository(Pool pool) {
        this.pool = pool;
    }

    /** One partner's numbers. */
    record Partner(String organisation, String name, Objections objections, Overrides overrides, Access access) {}

    /** Objections lodged in the time, and those that wait now. */
    record Objections(long lodged, long open, long overdue) {}

    /** Overrides declared in the time, and what became of them. */
    record Overrides(long declared, long open, long overdue, long notJustified) {}

    /** Relationships claimed, decisions made and refused in the time. */
    record Access(long claimed, long decisions, long refused) {}

    /** How many days were attested in the time, of how many something broke an objection or was not there to look at. */
    record Attested(long days, long red, long incomplete, long violations) {}

    /** A time, and what is now. */
    record Period(Instant from, Instant until, Instant now, LocalDate today) {}

    Uni<List<Partner>> measures(Period period) {
        Tuple parameters = Tuple.of(
                period.today(),
                period.from().atOffset(ZoneOffset.UTC),
                period.until().atOffset(ZoneOffset.UTC),
                period.now().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(MEASURES)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(GovernanceRepository::partner)
                        .toList());
    }

    private static Partner partner(Row row) {
        return new Partner(
                row.getString("organisation"),
                row.getString("name"),
                new Objections(row.getLong("lodged"), row.getLong("cases_open"), row.getLong("cases_overdue")),
                new Overrides(
                        row.getLong("declared"),
                        row.getLong("follow_ups_open"),
                        row.getLong("follow_ups_overdue"),
                        row.getLong("not_justified")),
                new Access(row.getLong("claimed"), row.getLong("made"), row.getLong("refused")));
    }

    Uni<Attested> attested(Instant from, Instant until) {
        return pool.preparedQuery(ATTESTED)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Attested(
                            row.getLong("days"),
                            row.getLong("red"),
                            row.getLong("incomplete"),
                            row.getLong("violations"));
                });
    }
}
