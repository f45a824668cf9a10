package care.weald.consent.decision;

import care.weald.consent.agreement.Agreement;
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
                   exists (select from record_override v
                           where v.person = $3 and v.subject = $4 and v.organisation = $1 and v.client = $9
                               and v.expires_at > $5) as overridden,
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
            where m.state = 'active'""";

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

    /** What the database knows about this caller and person at this moment; fails when no matrix is in force. */
    Uni<Facts> facts(Interaction interaction, Caller caller, Person person) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, LONDON);
        Tuple parameters =
                Tuple.of(caller.organisation(), today, person.id(), caller.subject(), now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(FACTS)
                .execute(with(parameters, person.persons()).addString(caller.client()))
                .flatMap(rows -> {
                    Row first = rows.iterator().next();
                    return matrices.version(first.getString("version"))
                            .map(matrix -> new Facts(
                                    interaction,
                                    caller,
                                    person,
                                    agreement(first, caller.organisation()),
                                    first.getBoolean("claimed"),
                                    first.getBoolean("overridden"),
                                    objections(rows),
                                    matrix,
                                    config.programme().orElse(Set.of()).contains(caller.organisation()),
                                    today));
                })
                .ifNoItem()
                .after(config.timeout())
                .fail();
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
