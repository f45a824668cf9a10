package care.weald.identity.matchmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Links that a version made which was rolled back since. */
@ApplicationScoped
class LinkReviewRepository {

    private static final String OPEN = """
            select back.id, back.former, back.made_at < clock_timestamp() - interval '1 minute' as over
              from match_model_activation as back
             where not back.settled order by back.id limit 1
               for update skip locked
            """;

    /** The link was made with whoever of its person was there first, as far as anybody still is. */
    private static final String RAISE = """
            with due as (
              select link.id, link.source_patient, link.person, link.weight, link.explanation
                from link
               where link.origin = 'match' and link.valid_to is null and link.model_version = $1
                 and link.valid_from >= (select max(made_at) from match_model_activation
                                          where version = $1 and kind = 'activate')
                 and not exists (select from match_link_review as seen where seen.link = link.id)
               order by link.id limit 500),
            seen as (insert into match_link_review select id from due on conflict do nothing),
            pairs as (
              select distinct on (1, 2)
                     least(due.source_patient, other.source_patient) as a,
                     greatest(due.source_patient, other.source_patient) as b,
                     coalesce(due.weight, 0) as weight, coalesce(due.explanation, '{}') as explanation, due.id as link
                from due
                cross join lateral (select theirs.source_patient from link as theirs
                                     where theirs.person = due.person and theirs.valid_to is null
                                       and theirs.source_patient <> due.source_patient
                                     order by theirs.valid_from, theirs.id limit 1) as other
               order by 1, 2, due.id),
            raised as (
              insert into review_task as task (a, b, priority, weight, explanation, link)
              select a, b, 'urgent', weight, explanation, link from pairs
              on conflict (a, b) do update
                 set status = 'requested', priority = 'urgent', weight = excluded.weight,
                     explanation = excluded.explanation, link = excluded.link, reason = '', decided_by = null,
                     version = task.version + 1, changed_at = clock_timestamp())
            select count(*) from due
            """;

    private static final String SETTLE = "update match_model_activation set settled = true where id = $1";

    private record Open(long id, String former, boolean over) {}

    /** Raises some hundred reviews of the oldest roll-back that is open. The item is how many links were looked at. */
    Uni<Long> raise(SqlConnection transaction) {
        return transaction
                .preparedQuery(OPEN)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Open(row.getLong(0), row.getString(1), row.getBoolean(2)))
                        .findFirst())
                .chain((Optional<Open> open) -> open.map(one -> raise(transaction, one))
                        .orElseGet(() -> Uni.createFrom().item(0L)));
    }

    private static Uni<Long> raise(SqlConnection transaction, Open open) {
        return transaction
                .preparedQuery(RAISE)
                .execute(Tuple.of(open.former()))
                .map(rows -> rows.iterator().next().getLong(0))
                .call(raised -> raised == 0 && open.over()
                        ? transaction.preparedQuery(SETTLE).execute(Tuple.of(open.id()))
                        : Uni.createFrom().voidItem());
    }
}
