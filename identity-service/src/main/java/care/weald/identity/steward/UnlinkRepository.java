package care.weald.identity.steward;

import care.weald.identity.steward.Parting.Empty;
import care.weald.identity.steward.Parting.Group;
import care.weald.identity.steward.Parting.Merge;
import care.weald.identity.steward.Parting.Past;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

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
            insert into steward_action (kind, person, reason, made_by, organisation)
            values ('unlink', $1, $2, $3, $4) returning id
            """;

    /** Notes that {@code order} is done by {@code by}; the item is the id of the note. */
    Uni<Long> note(SqlConnection transaction, Order.Unlink order, Steward by) {
        return transaction
                .preparedQuery(ACTION)
                .execute(Tuple.of(order.person(), order.reason(), by.subject(), by.organisation()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** One group on its way from {@code from} to {@code to}, while {@code stay} stays. */
    record Move(UUID from, UUID to, Group group, Set<UUID> stay, long action) {

        UUID[] sources() {
            return group.sources().toArray(UUID[]::new);
        }
    }

    /** A new person is restricted when the one they leave is. */
    private static final String MADE = """
            insert into person (id, restricted)
            select $2, bool_or(restricted) from person where id = $1 or merged_into = $1
            """;

    private static final String REVIVED = "update person set status = 'active', merged_into = null where id = $1";

    /** What the merge of $2 into $1 (or into one that was merged into $1) had taken. */
    private static final String UNDONE = """
            with undone as (update steward_action set undone_by = $3
                             where kind = 'merge' and other = $2 and undone_by is null returning details),
                 numbers as (update nhs_number set person = $2, state = own.state, superseded_by = own.superseded_by
                               from undone, jsonb_to_recordset(undone.details -> 'numbers')
                                            as own (number text, state text, superseded_by text)
                              where nhs_number.number = own.number and nhs_number.person = $1)
            update person set merged_into = $2
              from undone, jsonb_array_elements_text(undone.details -> 'persons') as own (id)
             where person.id = own.id::uuid and person.merged_into = $1
            """;

    /** A number in force that only those who go have goes with them, unless it was there before the merge that is undone. */
    private static final String NUMBERS = """
            with gone as (update nhs_number set person = $2
                           where person = $1 and state = 'current'
                             and number in (select nhs_number from source_patient where id = any($3) and verified)
                             and number not in (select nhs_number from source_patient where id = any($4) and verified)
                             and not exists (select from nhs_number as held
                                              where held.person = $2 and held.state = 'current')
                             and recorded > coalesce((select max(made_at) from steward_action
                                                       where other = $2 and undone_by = $5),
                                                     '-infinity')
                          returning number)
            update nhs_number set person = $2 from gone where nhs_number.person = $1 and superseded_by = gone.number
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
    Uni<Void> move(SqlConnection transaction, Move move) {
        UUID[] stay = move.stay().toArray(UUID[]::new);
        return arrive(transaction, move)
                .chain(() -> transaction
                        .preparedQuery(NUMBERS)
                        .execute(Tuple.of(move.from(), move.to(), move.sources(), stay, move.action())))
                .chain(() -> transaction
                        .preparedQuery(LINKS)
                        .execute(Tuple.of(move.from(), move.to(), move.sources(), move.action())))
                .chain(() -> transaction.preparedQuery(BARS).execute(Tuple.of(move.sources(), stay, move.action())))
                .replaceWithVoid();
    }

    private static Uni<Void> arrive(SqlConnection transaction, Move move) {
        if (move.group().home().isEmpty()) {
            return transaction
                    .preparedQuery(MADE)
                    .execute(Tuple.of(move.from(), move.to()))
                    .replaceWithVoid();
        }
        return transaction
                .preparedQuery(UNDONE)
                .execute(Tuple.of(move.from(), move.to(), move.action()))
                .chain(() -> transaction.preparedQuery(REVIVED).execute(Tuple.of(move.to())))
                .replaceWithVoid();
    }
}
