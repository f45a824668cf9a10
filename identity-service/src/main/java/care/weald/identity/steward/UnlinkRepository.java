package care.weald.identity.steward;

import care.weald.identity.steward.Outcome.Unlinked;
import care.weald.identity.steward.Parting.Empty;
import care.weald.identity.steward.Parting.Group;
import care.weald.identity.steward.Parting.Merge;
import care.weald.identity.steward.Parting.Past;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Takes source patients out of a person. What a merge had brought goes back as it was. */
@ApplicationScoped
class UnlinkRepository {

    private static final String MERGES = """
            select action.other, array_agg(distinct link.source_patient)
              from steward_action as action
              join person as home on home.id = action.other and home.merged_into = $1
              join link on link.action = action.id
             where action.kind = 'merge' and action.undone_by is null
             group by action.id
             order by action.id desc
            """;

    private static final String EMPTIES = """
            select past.source_patient, past.person
              from link as own
              join link as past on past.source_patient = own.source_patient and past.valid_to is not null
              join person as other on other.id = past.person and other.status = 'active'
             where own.person = $1 and own.valid_to is null and past.person <> $1
               and not exists (select from link as theirs where theirs.person = other.id and theirs.valid_to is null)
               and not exists (select from source_patient as away where away.removed_from = other.id)
             group by past.source_patient, past.person
             order by max(past.valid_to) desc, past.person
            """;

    /** How the source patients of {@code person} came together. */
    Uni<Past> past(SqlConnection transaction, UUID person) {
        return transaction
                .preparedQuery(MERGES)
                .execute(Tuple.of(person))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Merge(row.getUUID(0), Set.of(row.getArrayOfUUIDs(1))))
                        .toList())
                .chain(merges -> transaction
                        .preparedQuery(EMPTIES)
                        .execute(Tuple.of(person))
                        .map(rows -> new Past(
                                merges,
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> new Empty(row.getUUID(0), row.getUUID(1)))
                                        .toList())));
    }

    private static final String ACTION = """
            insert into steward_action (kind, person, reason, made_by, organisation, idempotency_key, request_hash, details)
            values ('unlink', $1, $2, $3, $4, $5, $6, $7::text::jsonb)
            returning id, (select bool_or(restricted) from person where id = $1 or merged_into = $1) as restricted
            """;

    /**
     * What is noted of an unlink before anything is moved.
     *
     * @param restricted a steward has restricted the person, or one that was merged into it
     */
    record Note(long id, boolean restricted) {}

    /** What is to be noted: what {@code by} wants, under which key, and what is answered. */
    record Deed(Order.Unlink order, Steward by, Optional<RequestKey> key, Unlinked answer) {}

    /** Notes {@code deed}; the item is the note. */
    Uni<Note> note(SqlConnection transaction, Deed deed) {
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(List.of(
                deed.order().person(),
                deed.order().reason(),
                deed.by().subject(),
                deed.by().organisation()));
        values.add(deed.key().map(RequestKey::key).orElse(null));
        values.add(deed.key().map(RequestKey::hash).orElse(null));
        values.add(KeptAnswer.of(deed.answer()).toString());
        return transaction
                .preparedQuery(ACTION)
                .execute(Tuple.from(values))
                .map(rows -> rows.iterator().next())
                .map(row -> new Note(row.getLong(0), row.getBoolean(1)));
    }

    /** One group on its way from {@code from} to {@code to}, while {@code stay} stays. */
    record Move(UUID from, UUID to, Group group, Set<UUID> stay) {

        UUID[] sources() {
            return group.sources().toArray(UUID[]::new);
        }

        UUID[] stays() {
            return stay.toArray(UUID[]::new);
        }
    }

    /** A new person is restricted when the one they leave is. */
    private static final String MADE = "insert into person (id, restricted) values ($1, $2)";

    private static final String REVIVED = "update person set status = 'active', merged_into = null where id = $1";

    /**
     * What the merge of $2 into $1 (or into one that was merged into $1) had taken, save what belongs to those of $4 that
     * came with it and stay.
     */
    private static final String UNDONE = """
            with undone as (update steward_action set undone_by = $3
                             where kind = 'merge' and other = $2 and undone_by is null returning id, details),
                 numbers as (update nhs_number set person = $2, state = own.state, superseded_by = own.superseded_by
                               from undone, jsonb_to_recordset(undone.details -> 'numbers')
                                            as own (number text, state text, superseded_by text)
                              where nhs_number.number = own.number and nhs_number.person = $1
                                and (not exists (select from source_patient as stays
                                                   join link on link.source_patient = stays.id and link.action = undone.id
                                                  where stays.id = any($4) and stays.verified
                                                    and stays.nhs_number = own.number)
                                     or exists (select from source_patient as leaves
                                                 where leaves.id = any($5) and leaves.verified
                                                   and leaves.nhs_number = own.number)))
            update person set merged_into = $2
              from undone, jsonb_array_elements_text(undone.details -> 'persons') as own (id)
             where person.id = own.id::uuid and person.merged_into = $1
               and not exists (select from steward_action as earlier join link on link.action = earlier.id
                                where earlier.kind = 'merge' and earlier.other = person.id and earlier.undone_by is null
                                  and link.source_patient = any($4)
                                  and link.source_patient in (select source_patient from link where action = undone.id))
            """;

    /** Who was removed and had come with the merge that $3 has undone comes back to where that merge had taken them from. */
    private static final String REMOVED = """
            update source_patient as away set removed_from = $2
              from steward_action as made join link on link.action = made.id
             where made.other = $2 and made.undone_by = $3
               and away.id = link.source_patient and away.removed_from = $1
            """;

    /**
     * A number that only those who go have verified goes with them, unless it was there before the merge that is undone; it
     * is in force if they have no other.
     */
    private static final String NUMBERS = """
            with gone as (select number, state, recorded from nhs_number
                           where person = $1
                             and number in (select nhs_number from source_patient where id = any($3) and verified)
                             and number not in (select nhs_number from source_patient where id = any($4) and verified)
                             and recorded > coalesce((select max(made_at) from steward_action
                                                       where other = $2 and undone_by = $5),
                                                     '-infinity')),
                 held as (select number from nhs_number where person = $2 and state = 'current'),
                 first as (select number from held
                           union all
                           (select number from gone where state <> 'invalid' and not exists (select from held)
                             order by state = 'current' desc, recorded desc, number limit 1))
            update nhs_number as own
               set person = $2,
                   state = case when own.state = 'invalid' then own.state
                                when own.number = first.number then 'current' else 'superseded' end,
                   superseded_by = case when own.state = 'invalid' or own.number = first.number then null
                                        else first.number end
              from gone left join first on true
             where own.number = gone.number
            """;

    /** What a number that has gone had superseded goes too, unless one who stays has verified it. */
    private static final String FORMER = """
            update nhs_number as former set person = $2
              from nhs_number as latter
             where former.person = $1 and latter.number = former.superseded_by and latter.person = $2
               and former.number not in (select nhs_number from source_patient where id = any($3) and verified)
            """;

    /** A number that stays, and whose successor has gone, is in force again, or gives way to the one that is. */
    private static final String LEFT = """
            with orphan as (select former.number, former.recorded from nhs_number as former
                              join nhs_number as latter on latter.number = former.superseded_by
                             where former.person = $1 and latter.person <> $1),
                 held as (select number from nhs_number where person = $1 and state = 'current'),
                 first as (select number from held
                           union all
                           (select number from orphan where not exists (select from held)
                             order by recorded desc, number limit 1))
            update nhs_number as own
               set state = case when own.number = first.number then 'current' else 'superseded' end,
                   superseded_by = case when own.number = first.number then null else first.number end
              from orphan, first
             where own.number = orphan.number
            """;

    /** Back at home a link is as it was; to a new person it is the steward's. */
    private static final String LINKS = """
            with ended as (update link set valid_to = clock_timestamp()
                            where source_patient = any($3) and person = $1 and valid_to is null
                           returning source_patient, valid_to),
                 were as (select distinct on (source_patient) *
                            from link where source_patient = any($3) and person = $2 and valid_to is not null
                           order by source_patient, valid_to desc)
            insert into link (source_patient, person, valid_from, origin, weight, probability, model_version, explanation,
                              reason, made_by, action)
            select ended.source_patient, $2, ended.valid_to, coalesce(were.origin, 'manual'), were.weight,
                   were.probability, were.model_version, were.explanation, coalesce(were.reason, note.reason),
                   coalesce(were.made_by, note.made_by), coalesce(were.action, note.id)
              from ended
              join steward_action as note on note.id = $4
              left join were on were.source_patient = ended.source_patient
            """;

    private static final String BARS = """
            insert into no_link (a, b, reason, made_by)
            select least(gone, stays), greatest(gone, stays), note.reason, note.made_by
              from unnest($1::uuid[]) as gone, unnest($2::uuid[]) as stays, steward_action as note
             where note.id = $3
            on conflict do nothing
            """;

    /** Does {@code move}, whose persons MUST be locked. */
    Uni<Void> move(SqlConnection transaction, Move move, Note note) {
        return arrive(transaction, move, note)
                .chain(() -> transaction
                        .preparedQuery(NUMBERS)
                        .execute(Tuple.of(move.from(), move.to(), move.sources(), move.stays(), note.id())))
                .chain(() -> transaction.preparedQuery(FORMER).execute(Tuple.of(move.from(), move.to(), move.stays())))
                .chain(() -> transaction.preparedQuery(LEFT).execute(Tuple.of(move.from())))
                .chain(() -> transaction.preparedQuery(LEFT).execute(Tuple.of(move.to())))
                .chain(() -> transaction
                        .preparedQuery(LINKS)
                        .execute(Tuple.of(move.from(), move.to(), move.sources(), note.id())))
                .chain(() -> transaction.preparedQuery(BARS).execute(Tuple.of(move.sources(), move.stays(), note.id())))
                .replaceWithVoid();
    }

    private static Uni<Void> arrive(SqlConnection transaction, Move move, Note note) {
        if (move.group().home().isEmpty()) {
            return transaction
                    .preparedQuery(MADE)
                    .execute(Tuple.of(move.to(), note.restricted()))
                    .replaceWithVoid();
        }
        return transaction
                .preparedQuery(UNDONE)
                .execute(Tuple.of(move.from(), move.to(), note.id(), move.stays(), move.sources()))
                .chain(() -> transaction.preparedQuery(REVIVED).execute(Tuple.of(move.to())))
                .chain(() -> transaction.preparedQuery(REMOVED).execute(Tuple.of(move.from(), move.to(), note.id())))
                .replaceWithVoid();
    }
}
