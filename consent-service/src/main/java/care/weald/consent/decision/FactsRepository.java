package care.weald.consent.decision;

import care.weald.consent.agreement.Agreement;
import care.weald.consent.decision.Stated.Self;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.objection.Objection;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The facts of a decision, in one round trip. The query costs the same for somebody known, hidden and absent.
 *
 * <p>An objection counts wherever the records go that were the objector's: while two ids are linked those of both count,
 * and after they were unlinked so does whatever was lodged, or took effect, while they were (row D11). A claim is the
 * professional's word about one person, so it goes on only where both ids still are that person.
 */
@ApplicationScoped
class FactsRepository {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** The ids are read in a sub-select so that a plan for any number of them is as good, and is made once. */
    private static final String FACTS = """
            select m.version,
                   a.name, a.type, a.purposes, a.feeds, a.processor, a.excluded_categories, a.valid_from, a.valid_to,
                   exists (select from relationship_claim c
                           where c.person = any((select array_append($6::uuid[], $3))::uuid[]) and c.subject = $4
                               and c.organisation = $1 and c.expires_at > $5
                               and (c.person = $3 or exists (
                                   select from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[])
                                       as l(person, began, ended)
                                   where l.person = c.person and l.ended = 'infinity'
                                       and c.made_at >= l.began)))
                       as claimed,
                   (select coalesce(max(case when n.override is null then 1 else 2 end), 0)
                    from record_override v left join override_confirmation n on n.override = v.id
                    where v.person = $3 and v.subject = $4 and v.organisation = $1 and v.client = $9
                        and v.expires_at > $5) as overridden,
                   %s as proxy,
                   %s as opted_out,
                   o.id as objection, o.categories, o.excepted_organisations
            from access_matrix m
            left join agreement a
                on a.organisation = $1 and daterange(a.valid_from, a.valid_to, '[]') @> $2::date
            left join objection o
                on o.person = any((select array_append($6::uuid[], $3))::uuid[]) and o.state in ('upheld', 'interim')
                and o.valid_from <= $5 and (o.valid_to is null or o.valid_to > $5)
                and (o.person = $3 or exists (
                    select from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[])
                        as l(person, began, ended)
                    where l.person = o.person
                        and (l.ended = 'infinity' or o.lodged_at is null
                            or o.lodged_at >= l.began and o.lodged_at < l.ended
                            or o.valid_from >= l.began and o.valid_from < l.ended)))
            where\s""";

    private static final String IN_FORCE = "m.state = 'active'";
    private static final String THEN = "m.active_from <= $5 and (m.active_to is null or m.active_to > $5)";
    /** A merged id's proxies go over to the id that it was merged into, as its claims do. */
    private static final String PROXY = """
            exists (select from delegation d
                    where d.proxy = any($10::uuid[]) and d.valid_from <= $5 and d.valid_to > $5
                        and d.person = any((select array_append($6::uuid[], $3))::uuid[])
                        and (d.person = $3 or exists (
                            select from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[])
                                as l(person, began, ended)
                            where l.person = d.person and l.ended = 'infinity' and d.recorded_at >= l.began)))""";

    /** Where ids are, or were, one person the opt-out of each counts, as objections do. Care never asks for it. */
    private static final String OPTED_OUT = """
            exists (select from preference n
                    where n.kind = 'national-data-opt-out' and n.valid_from <= $5
                        and (n.valid_to is null or n.valid_to > $5)
                        and n.person = any((select array_append($6::uuid[], $3))::uuid[])
                        and (n.person = $3 or exists (
                            select from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[])
                                as l(person, began, ended)
                            where l.person = n.person and (l.ended = 'infinity'
                                or n.recorded_at >= l.began and n.recorded_at < l.ended))))""";

    private static final String NO = "false";
    private static final String OF_STAFF = FACTS.formatted(NO, NO) + IN_FORCE;
    private static final String OF_STAFF_THEN = FACTS.formatted(NO, NO) + THEN;
    private static final String OF_CITIZEN = FACTS.formatted(PROXY, NO) + IN_FORCE;
    private static final String OF_CITIZEN_THEN = FACTS.formatted(PROXY, NO) + THEN;
    private static final String SECONDARY = FACTS.formatted(NO, OPTED_OUT) + IN_FORCE;
    private static final String SECONDARY_THEN = FACTS.formatted(NO, OPTED_OUT) + THEN;

    private final Pool pool;
    private final Matrices matrices;
    private final Clock clock;
    private final DecisionConfig config;

    FactsRepository(Pool pool, Matrices matrices, Clock clock, DecisionConfig config) {
        this.pool = pool;
        this.matrices = matrices;
        this.clock = clock;
        this.config = config;
    }

    /** What the database knows about this question at this moment; fails when no matrix is in force. */
    Uni<Facts> facts(Question question) {
        return ask(
                        question,
                        clock.instant(),
                        question.isOfCitizen() ? OF_CITIZEN : question.isSecondary() ? SECONDARY : OF_STAFF)
                .map(Optional::orElseThrow);
    }

    /** What it knows of another moment: as far as what was then is stored; empty when no matrix was in force then. */
    Uni<Optional<Facts>> facts(Question question, Instant then) {
        return ask(
                question,
                then,
                question.isOfCitizen() ? OF_CITIZEN_THEN : question.isSecondary() ? SECONDARY_THEN : OF_STAFF_THEN);
    }

    private Uni<Optional<Facts>> ask(Question question, Instant at, String sql) {
        LocalDate today = LocalDate.ofInstant(at, LONDON);
        return pool.preparedQuery(sql)
                .execute(parameters(question, today, at))
                .flatMap(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.<Facts>empty())
                        : read(question, today, rows).map(Optional::of))
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }

    private Uni<Facts> read(Question question, LocalDate today, RowSet<Row> rows) {
        Row first = rows.iterator().next();
        Caller caller = question.caller();
        return matrices.version(first.getString("version"))
                .map(matrix -> new Facts(
                        question.interaction(),
                        caller,
                        question.person(),
                        agreement(first, caller.organisation()),
                        stated(first, question),
                        objections(rows),
                        new Secondary(first.getBoolean("opted_out"), question.egress()),
                        matrix,
                        config.programme().orElse(Set.of()).contains(caller.organisation()),
                        today));
    }

    private static Stated stated(Row row, Question question) {
        int overridden = row.getInteger("overridden");
        return new Stated(
                row.getBoolean("claimed"),
                overridden > 0,
                overridden > 1,
                question.isOfSelf() ? Self.OWN : row.getBoolean("proxy") ? Self.PROXY : Self.OTHER);
    }

    private static Tuple parameters(Question question, LocalDate today, Instant at) {
        Caller caller = question.caller();
        Person person = question.person();
        Tuple parameters = with(
                        Tuple.of(
                                caller.organisation(),
                                today,
                                person.id(),
                                caller.subject(),
                                at.atOffset(ZoneOffset.UTC)),
                        person.persons())
                .addString(caller.client());
        return question.isOfCitizen()
                ? parameters.addArrayOfUUID(question.own().ids().toArray(UUID[]::new))
                : parameters;
    }

    private static Tuple with(Tuple parameters, List<Linked> persons) {
        UUID[] ids = new UUID[persons.size()];
        OffsetDateTime[] began = new OffsetDateTime[ids.length];
        OffsetDateTime[] ended = new OffsetDateTime[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Linked linked = persons.get(i);
            Instant until = linked.until();
            ids[i] = linked.person();
            began[i] = linked.from().atOffset(ZoneOffset.UTC);
            ended[i] = until == null ? OffsetDateTime.MAX : until.atOffset(ZoneOffset.UTC);
        }
        return parameters.addArrayOfUUID(ids).addArrayOfOffsetDateTime(began).addArrayOfOffsetDateTime(ended);
    }

    private static Agreement agreement(Row row, String organisation) {
        return row.getString("type") == null
                ? Agreement.NONE
                : new Agreement(
                        organisation,
                        row.getString("name"),
                        Agreement.Type.valueOf(row.getString("type")),
                        Set.copyOf(List.of(row.getArrayOfStrings("purposes"))),
                        row.getBoolean("feeds"),
                        row.getBoolean("processor"),
                        Set.copyOf(List.of(row.getArrayOfStrings("excluded_categories"))),
                        row.getLocalDate("valid_from"),
                        row.getLocalDate("valid_to"));
    }

    private static List<Objection> objections(RowSet<Row> rows) {
        List<Objection> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("objection") != null) {
                String[] categories = row.getArrayOfStrings("categories");
                found.add(new Objection(
                        row.getUUID("objection"),
                        categories == null ? Set.of() : Set.copyOf(List.of(categories)),
                        Set.copyOf(List.of(row.getArrayOfStrings("excepted_organisations")))));
            }
        }
        return found;
    }
}
