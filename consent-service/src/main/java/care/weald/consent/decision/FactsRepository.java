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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The facts of a decision, in one round trip. The query costs the same for somebody known, hidden and absent. */
@ApplicationScoped
class FactsRepository {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String FACTS = """
            select m.version,
                   a.name, a.type, a.purposes, a.feeds, a.processor, a.excluded_categories, a.valid_from, a.valid_to,
                   exists (select from relationship_claim c
                           where c.person = $3 and c.subject = $4 and c.organisation = $1 and c.expires_at > $5)
                       as claimed,
                   o.id as objection, o.categories, o.excepted_organisations
            from access_matrix m
            left join agreement a
                on a.organisation = $1 and daterange(a.valid_from, a.valid_to, '[]') @> $2::date
            left join objection o
                on o.person = $3 and o.state = 'upheld'
                and o.valid_from <= $5 and (o.valid_to is null or o.valid_to > $5)
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
                .execute(parameters)
                .flatMap(rows -> {
                    Row first = rows.iterator().next();
                    return matrices.version(first.getString("version"))
                            .map(matrix -> new Facts(
                                    interaction,
                                    caller,
                                    person,
                                    agreement(first, caller.organisation()),
                                    first.getBoolean("claimed"),
                                    objections(rows),
                                    matrix,
                                    today));
                })
                .ifNoItem()
                .after(config.timeout())
                .fail();
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
