package care.weald.identity.link;

import care.weald.identity.link.Evidence.KnownNumber;
import care.weald.identity.link.Evidence.Link;
import care.weald.identity.link.Evidence.Origin;
import care.weald.identity.link.Linked.Stored;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is known of a source patient when it comes, and what its link has to rest on. */
@ApplicationScoped
class EvidenceRepository {

    /**
     * A source patient that is stored already.
     *
     * @param removed its organisation has removed it
     */
    record Present(Stored stored, Buffer hash, @Nullable Instant updated, boolean removed) {

        /** True when {@code patient} has the same content. */
        boolean isSame(SourcePatient patient) {
            return !removed && hash.equals(patient.content().hash());
        }

        /** True when {@code patient} is content from before. After a removal whatever comes is new. */
        boolean isNewer(SourcePatient patient) {
            Instant incoming = patient.content().updated();
            return !removed && incoming != null && updated != null && incoming.isBefore(updated);
        }
    }

    /**
     * What is stored about a source patient, and the evidence for its link.
     *
     * @param renumbered another verified NHS number is stored than the one that comes in
     * @param barred it was removed, and a negative link stands between it and one who is linked where it was
     */
    record Known(@Nullable Present present, Evidence evidence, boolean renumbered, boolean barred) {}

    /** The link in force of {@code source}, or the one that it had when it was removed. */
    private static final String LINK = """
            (select person, origin from link where source_patient = source.id and valid_to is null
             union all
             (select person, origin from link
               where source.removed_from is not null and source_patient = source.id and person = source.removed_from
                 and valid_to is not null
               order by id desc limit 1))
            """;

    /** A steward has merged somebody into the person of {@code own} while {@code source} was linked there, and that stands. */
    private static final String JOINED = """
            exists (select from steward_action as made
                      join link as past on past.source_patient = source.id and past.person = made.person
                                       and past.valid_from <= made.made_at
                                       and (past.valid_to is null or past.valid_to >= made.made_at)
                     where made.kind = 'merge' and made.undone_by is null and made.person = own.person)
            """;

    /**
     * A verified number gives way to its successor, and to no other. Who was linked by a steward or by match to a person
     * with a number in force takes no other number.
     */
    private static final String RENUMBERED = """
            asked.verified_number <> ''
            and (source.verified and source.nhs_number <> asked.verified_number
                 and not exists (select from nhs_number as former
                                   join nhs_number as latter on latter.person = former.person
                                  where former.number = source.nhs_number and former.state = 'superseded'
                                    and latter.number = asked.verified_number)
                 or not source.verified
                    and exists (select from\s""" + LINK + """
                                   as own
                                  join nhs_number as held on held.person = own.person and held.state = 'current'
                                 where (own.origin in ('manual', 'match') or\s""" + JOINED + """
                                       )
                                   and held.number <> asked.verified_number
                                   and not exists (select from nhs_number as led
                                                    where led.number = asked.verified_number
                                                      and (led.person = own.person or led.state = 'invalid'))))
            """;

    private static final String STORED = """
            select (asked.place - 1)::int, coalesce(\s""" + RENUMBERED + """
                   , false), source.content_hash = asked.hash and source.removed_from is null, source.removed_from is not null
              from unnest($1::uuid[], $2::text[], $3::bytea[]) with ordinality as asked (id, verified_number, hash, place)
              join source_patient as source on source.id = asked.id
            """;

    /**
     * A source patient of a message that is stored already.
     *
     * @param place in the message
     * @param same it has the same content
     */
    record Found(int place, boolean renumbered, boolean same, boolean removed) {}

    /** Those of {@code patients} that are stored already. */
    Uni<List<Found>> stored(SqlClient client, List<SourcePatient> patients) {
        UUID[] ids = patients.stream().map(patient -> patient.key().id()).toArray(UUID[]::new);
        String[] numbers =
                patients.stream().map(EvidenceRepository::verifiedNumber).toArray(String[]::new);
        Buffer[] hashes =
                patients.stream().map(patient -> patient.content().hash()).toArray(Buffer[]::new);
        return client.preparedQuery(STORED)
                .execute(Tuple.of(ids, numbers, hashes))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Found(row.getInteger(0), row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)))
                        .toList());
    }

    /** Whoever was removed from the number's person still says who that is: how they were born, who they are not. */
    private static final String KNOWN = """
            select source.version, source.content_hash, source.source_updated, source.removed_from is not null as removed,
                   own.person as linked_person, own.origin,
                   holder.restricted
                   or exists (select from person as merged where merged.merged_into = holder.id and merged.restricted)
                       as linked_restricted,\s""" + JOINED + """
                       as joined,
                   number.person as number_person, number.state <> 'invalid' as number_valid,
                   owner.restricted
                   or exists (select from person as merged where merged.merged_into = owner.id and merged.restricted)
                   or exists (select from link as other
                                join source_patient as theirs on theirs.id = other.source_patient
                               where other.person = number.person and other.valid_to is null and theirs.id <> asked.id
                                 and theirs.confidentiality <> 'N')
                   or exists (select from source_patient as away
                               where away.removed_from = number.person and away.id <> asked.id
                                 and away.confidentiality <> 'N') as number_restricted,
                   exists (select from link as other
                             join no_link on no_link.a = least(asked.id, other.source_patient)
                                         and no_link.b = greatest(asked.id, other.source_patient)
                            where other.person = number.person and other.valid_to is null
                              and no_link.ended_at is null)
                   or exists (select from source_patient as away
                                join no_link on no_link.a = least(asked.id, away.id)
                                            and no_link.b = greatest(asked.id, away.id)
                               where away.removed_from = number.person and no_link.ended_at is null) as number_barred,
                   source.removed_from is not null
                   and exists (select from link as other
                                 join no_link on no_link.a = least(asked.id, other.source_patient)
                                             and no_link.b = greatest(asked.id, other.source_patient)
                                where other.person = source.removed_from and other.valid_to is null
                                  and no_link.ended_at is null) as barred,
                   source.verified and source.nhs_number = asked.verified_number as unchanged,
                   exists (select from link as other
                             join source_patient as theirs on theirs.id = other.source_patient
                            where other.person = number.person
                              and length(theirs.birth_date) = 10 and theirs.birth_date = asked.birth_date
                              and (other.valid_to is null
                                   or theirs.id = asked.id
                                      and not exists (select from link as still
                                                       where still.person = number.person and still.valid_to is null)
                                   or theirs.removed_from = number.person))
                       as agreed,
                   exists (select from nhs_number as held where held.person = own.person) as numbered,
                   (""" + RENUMBERED + """
                   ) as renumbered
              from (select $1::uuid as id, $2::text as nhs_number, $3::text as birth_date, $4::text as verified_number)
                   as asked
              left join source_patient as source on source.id = asked.id
              left join lateral\s""" + LINK + """
                   as own on true
              left join person as holder on holder.id = own.person
              left join nhs_number as number on number.number = asked.nhs_number
              left join person as owner on owner.id = number.person
            """;

    /** What is known about {@code patient}. */
    Uni<Known> known(SqlConnection transaction, SourcePatient patient) {
        UUID id = patient.key().id();
        Tuple values =
                Tuple.of(id, LinkRepository.number(patient), patient.about().birthDate(), verifiedNumber(patient));
        return transaction
                .preparedQuery(KNOWN)
                .execute(values)
                .map(rows -> rows.iterator().next().getDelegate())
                .map(row -> known(row, id, patient.about().verified()));
    }

    private static Known known(Row row, UUID id, boolean verified) {
        Evidence evidence = new Evidence(
                link(row),
                verified,
                number(row),
                is(row, "unchanged"),
                row.getBoolean("agreed"),
                row.getBoolean("numbered"));
        Integer version = row.getInteger("version");
        if (version == null) {
            return new Known(null, evidence, false, false);
        }
        OffsetDateTime updated = row.getOffsetDateTime("source_updated");
        Present present = new Present(
                new Stored(id, row.getUUID("linked_person"), version, false),
                row.getBuffer("content_hash"),
                updated == null ? null : updated.toInstant(),
                row.getBoolean("removed"));
        return new Known(present, evidence, is(row, "renumbered"), is(row, "barred"));
    }

    private static @Nullable Link link(Row row) {
        UUID person = row.getUUID("linked_person");
        return person == null
                ? null
                : new Link(
                        person,
                        Origin.of(row.getString("origin")),
                        row.getBoolean("linked_restricted"),
                        row.getBoolean("joined"));
    }

    private static @Nullable KnownNumber number(Row row) {
        UUID person = row.getUUID("number_person");
        return person == null
                ? null
                : new KnownNumber(
                        person,
                        row.getBoolean("number_valid"),
                        row.getBoolean("number_restricted"),
                        row.getBoolean("number_barred"));
    }

    private static boolean is(Row row, String column) {
        return Boolean.TRUE.equals(row.getBoolean(column));
    }

    private static String verifiedNumber(SourcePatient patient) {
        var number = patient.about().nhsNumber();
        return number == null || !patient.about().verified() ? "" : number.value();
    }
}
