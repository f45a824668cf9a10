package care.weald.identity.steward;

import care.weald.identity.steward.Outcome.Merged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes two persons one: links are ended and opened, numbers lead to the one that stays, what was is kept. */
@ApplicationScoped
class MergeRepository {

    /** A merge to be done, and how its two persons stand. */
    record Deed(Standing source, Standing target, Wish wish) {

        /** What is answered once it is done. */
        Merged answer() {
            return new Merged(source.person(), target.person(), source.sources(), false);
        }

        /** What {@code wish} is about, when both its persons are among {@code found}. */
        static Optional<Deed> of(Wish wish, Map<UUID, Standing> found) {
            Standing source = found.get(wish.source());
            Standing target = found.get(wish.target());
            return source == null || target == null || source.isAbsent() || target.isAbsent()
                    ? Optional.empty()
                    : Optional.of(new Deed(source, target, wish));
        }
    }

    private static final String ACTION = """
            insert into steward_action (kind, person, other, reason, made_by, organisation, approved_by, idempotency_key,
                                        request_hash, details)
            values ('merge', $2, $1, $3, $4, $5, $6, $7, $8, $9::text::jsonb || jsonb_build_object(
                    'numbers', (select coalesce(jsonb_agg(jsonb_build_object(
                                           'number', number, 'state', state, 'superseded_by', superseded_by)), '[]')
                                  from nhs_number where person = $1),
                    'persons', (select coalesce(jsonb_agg(id), '[]') from person where merged_into = $1)))
            returning id, made_at
            """;

    private static final String LINKS = """
            with ended as (update link set valid_to = $3 where person = $1 and valid_to is null returning source_patient)
            insert into link (source_patient, person, origin, reason, made_by, action, valid_from)
            select source_patient, $2, 'manual', $4, $5, $6, $3 from ended
            """;

    /** Who was removed comes back to the one that stays, and leaves it with the others if the merge is undone. */
    private static final String REMOVED = """
            with removed as (update source_patient set removed_from = $2 where removed_from = $1 returning id)
            insert into link (source_patient, person, origin, reason, made_by, action, valid_from, valid_to)
            select id, $2, 'manual', $4, $5, $6, $3, $3 from removed
            """;

    /** A second number in force gives way to the first: each leads to the one person. */
    private static final String NUMBERS = """
            update nhs_number
               set person = $2,
                   state = case when state = 'current' and kept.number is not null then 'superseded' else state end,
                   superseded_by = case when state = 'current' and kept.number is not null then kept.number
                                        else nhs_number.superseded_by end
              from (select (select number from nhs_number where person = $2 and state = 'current') as number) as kept
             where nhs_number.person = $1
            """;

    private static final String PERSONS = """
            update person set status = 'merged', merged_into = $2 where id = $1 or merged_into = $1
            """;

    private static final String BARS = """
            update no_link set ended_at = clock_timestamp()
             where ended_at is null and (a = any($1) and b = any($2) or a = any($2) and b = any($1))
            """;

    /** Does {@code deed}, whose persons MUST be locked. */
    Uni<Void> merge(SqlConnection transaction, Deed deed) {
        UUID source = deed.source().person();
        UUID target = deed.target().person();
        return transaction
                .preparedQuery(ACTION)
                .execute(action(deed))
                .map(rows -> rows.iterator().next())
                .chain(made -> links(transaction, deed, made.getLong(0), made.getOffsetDateTime(1)))
                .chain(() -> transaction.preparedQuery(NUMBERS).execute(Tuple.of(source, target)))
                .chain(() -> transaction.preparedQuery(PERSONS).execute(Tuple.of(source, target)))
                .chain(() -> transaction
                        .preparedQuery(BARS)
                        .execute(Tuple.of(
                                deed.source().ids().toArray(UUID[]::new),
                                deed.target().ids().toArray(UUID[]::new))))
                .replaceWithVoid();
    }

    private static Tuple action(Deed deed) {
        Wish wish = deed.wish();
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(List.of(
                deed.source().person(),
                deed.target().person(),
                wish.reason(),
                wish.by().subject(),
                wish.by().organisation()));
        values.add(wish.approver().orElse(null));
        values.add(wish.key().map(RequestKey::key).orElse(null));
        values.add(wish.key().map(RequestKey::hash).orElse(null));
        values.add(KeptAnswer.of(deed.answer()).toString());
        return Tuple.from(values);
    }

    private static Uni<Void> links(SqlConnection transaction, Deed deed, long action, OffsetDateTime at) {
        Tuple values = Tuple.of(
                        deed.source().person(),
                        deed.target().person(),
                        at,
                        deed.wish().reason(),
                        deed.wish().by().subject())
                .addLong(action);
        return transaction
                .preparedQuery(LINKS)
                .execute(values)
                .chain(() -> transaction.preparedQuery(REMOVED).execute(values))
                .replaceWithVoid();
    }
}
