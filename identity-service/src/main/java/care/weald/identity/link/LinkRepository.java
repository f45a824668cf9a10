package care.weald.identity.link;

import care.weald.identity.link.Evidence.KnownNumber;
import care.weald.identity.link.Evidence.Link;
import care.weald.identity.link.Evidence.Origin;
import care.weald.identity.link.Linked.Stored;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Source patients, their versions and their links, always inside the caller's transaction. */
@ApplicationScoped
class LinkRepository {

    /** A source patient that is stored already. */
    record Present(Stored stored, Buffer hash, @Nullable Instant updated) {

        /** True when {@code patient} has the same content. */
        boolean isSame(SourcePatient patient) {
            return hash.equals(patient.content().hash());
        }

        /** True when {@code patient} is content from before. */
        boolean isNewer(SourcePatient patient) {
            Instant incoming = patient.content().updated();
            return incoming != null && updated != null && incoming.isBefore(updated);
        }
    }

    /**
     * What is stored about a source patient, and the evidence for its link.
     *
     * @param renumbered another verified NHS number is stored than the one that comes in
     */
    record Known(@Nullable Present present, Evidence evidence, boolean renumbered) {}

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
                    and exists (select from link as own
                                  join nhs_number as held on held.person = own.person and held.state = 'current'
                                 where own.source_patient = source.id and own.valid_to is null
                                   and own.origin in ('manual', 'match') and held.number <> asked.verified_number
                                   and not exists (select from nhs_number as led
                                                    where led.number = asked.verified_number
                                                      and (led.person = own.person or led.state = 'invalid'))))
            """;

    private static final String ALL_RENUMBERED = """
            select (asked.place - 1)::int
              from unnest($1::uuid[], $2::text[]) with ordinality as asked (id, verified_number, place)
              join source_patient as source on source.id = asked.id
             where\s""" + RENUMBERED;

    /** The places in {@code patients} of those that are stored under another verified NHS number. */
    Uni<Set<Integer>> renumbered(SqlClient client, List<SourcePatient> patients) {
        UUID[] ids = patients.stream().map(patient -> patient.key().id()).toArray(UUID[]::new);
        String[] numbers = patients.stream().map(LinkRepository::verifiedNumber).toArray(String[]::new);
        return client.preparedQuery(ALL_RENUMBERED)
                .execute(Tuple.of(ids, numbers))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger(0))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static final String KNOWN = """
            select source.version, source.content_hash, source.source_updated,
                   link.person as linked_person, link.origin,
                   holder.restricted
                   or exists (select from person as merged where merged.merged_into = holder.id and merged.restricted)
                       as linked_restricted,
                   number.person as number_person, number.state <> 'invalid' as number_valid,
                   owner.restricted
                   or exists (select from person as merged where merged.merged_into = owner.id and merged.restricted)
                   or exists (select from link as other
                                join source_patient as theirs on theirs.id = other.source_patient
                               where other.person = number.person and other.valid_to is null and theirs.id <> asked.id
                                 and theirs.confidentiality <> 'N') as number_restricted,
                   exists (select from link as other
                             join no_link on no_link.a = least(asked.id, other.source_patient)
                                         and no_link.b = greatest(asked.id, other.source_patient)
                            where other.person = number.person and other.valid_to is null
                              and no_link.ended_at is null) as number_barred,
                   source.verified and source.nhs_number = asked.verified_number as unchanged,
                   exists (select from link as other
                             join source_patient as theirs on theirs.id = other.source_patient
                            where other.person = number.person
                              and length(theirs.birth_date) = 10 and theirs.birth_date = asked.birth_date
                              and (other.valid_to is null
                                   or theirs.id = asked.id
                                      and not exists (select from link as still
                                                       where still.person = number.person and still.valid_to is null)))
                       as agreed,
                   exists (select from nhs_number as own where own.person = link.person) as numbered,
                   (""" + RENUMBERED + """
                   ) as renumbered
              from (select $1::uuid as id, $2::text as nhs_number, $3::text as birth_date, $4::text as verified_number)
                   as asked
              left join source_patient as source on source.id = asked.id
              left join link on link.source_patient = asked.id and link.valid_to is null
              left join person as holder on holder.id = link.person
              left join nhs_number as number on number.number = asked.nhs_number
              left join person as owner on owner.id = number.person
            """;

    /** What is known about {@code patient}. */
    Uni<Known> known(SqlConnection transaction, SourcePatient patient) {
        UUID id = patient.key().id();
        Tuple values = Tuple.of(id, number(patient), patient.about().birthDate(), verifiedNumber(patient));
        return transaction
                .preparedQuery(KNOWN)
                .execute(values)
                .map(rows -> rows.iterator().next().getDelegate())
                .map(row -> known(row, id, patient.about().verified()));
    }

    private static Known known(Row row, UUID id, boolean verified) {
        UUID person = row.getUUID("linked_person");
        UUID numberPerson = row.getUUID("number_person");
        Evidence evidence = new Evidence(
                person == null
                        ? null
                        : new Link(person, Origin.of(row.getString("origin")), row.getBoolean("linked_restricted")),
                verified,
                numberPerson == null
                        ? null
                        : new KnownNumber(
                                numberPerson,
                                row.getBoolean("number_valid"),
                                row.getBoolean("number_restricted"),
                                row.getBoolean("number_barred")),
                Boolean.TRUE.equals(row.getBoolean("unchanged")),
                row.getBoolean("agreed"),
                row.getBoolean("numbered"));
        Integer version = row.getInteger("version");
        if (version == null) {
            return new Known(null, evidence, false);
        }
        OffsetDateTime updated = row.getOffsetDateTime("source_updated");
        return new Known(
                new Present(
                        new Stored(id, person, version, false),
                        row.getBuffer("content_hash"),
                        updated == null ? null : updated.toInstant()),
                evidence,
                Boolean.TRUE.equals(row.getBoolean("renumbered")));
    }

    private static @Nullable String number(SourcePatient patient) {
        var number = patient.about().nhsNumber();
        return number == null ? null : number.value();
    }

    private static String verifiedNumber(SourcePatient patient) {
        var number = patient.about().nhsNumber();
        return number == null || !patient.about().verified() ? "" : number.value();
    }

    private static final String STORE = """
            with stored as (
              insert into source_patient as old (id, organisation, system, value, nhs_number, verified, family, given,
                                                 birth_date, gender, confidentiality, active, resource, content_hash,
                                                 source_updated, identifiers, version)
              values ($1, $2, $3, $4, $5::text, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1)
              on conflict (id) do update
                 set nhs_number = excluded.nhs_number, verified = excluded.verified, family = excluded.family,
                     given = excluded.given, birth_date = excluded.birth_date, gender = excluded.gender,
                     confidentiality = excluded.confidentiality, active = excluded.active,
                     identifiers = excluded.identifiers, resource = excluded.resource, content_hash = excluded.content_hash,
                     source_updated = coalesce(excluded.source_updated, old.source_updated),
                     received_at = now(), version = old.version + 1
              returning id, version, resource, content_hash, source_updated, received_at),
            kept as (
              insert into source_patient_version (source_patient, version, resource, content_hash, source_updated,
                                                  received_at)
              select id, version, resource, content_hash, source_updated, received_at from stored)
            select version from stored
            """;

    /** Stores {@code patient} as the newest version, and keeps that version for ever. The item is its number. */
    Uni<Integer> storeVersion(SqlConnection transaction, SourcePatient patient) {
        var key = patient.key();
        var about = patient.about();
        var content = patient.content();
        Instant updated = content.updated();
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(List.of(key.id(), key.organisation(), key.system(), key.value()));
        values.add(number(patient));
        values.add(about.verified());
        values.add(about.family());
        values.add(about.given().toArray(String[]::new));
        values.add(about.birthDate());
        values.addAll(List.of(about.gender(), about.confidentiality(), about.active()));
        values.addAll(List.of(content.resource(), content.hash()));
        values.add(updated == null ? null : updated.atOffset(ZoneOffset.UTC));
        values.add(patient.identifiers().stream().sorted().toArray(UUID[]::new));
        return transaction
                .preparedQuery(STORE)
                .execute(Tuple.from(values))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String REGISTER = "insert into nhs_number (number, person) values ($1::text, $2)";

    /** {@code person} is the first to have the NHS number of {@code patient}. */
    Uni<Void> register(SqlConnection transaction, SourcePatient patient, UUID person) {
        return transaction
                .preparedQuery(REGISTER)
                .execute(Tuple.of(number(patient), person))
                .replaceWithVoid();
    }

    private static final String END = """
            update link set valid_to = clock_timestamp() where source_patient = $1 and valid_to is null
            """;

    private static final String OPEN = """
            with person_made as (insert into person (id, restricted) values ($2, $6) on conflict do nothing),
                 number_registered as (insert into nhs_number (number, person)
                                       select $4::text, $2 where $5)
            insert into link (source_patient, person, origin, weight, probability, model_version, explanation)
            values ($1, $2, $3, $7, $8, $9, $10::text::jsonb)
            """;

    /** Ends the link in force, if there is one, and opens the new one. */
    Uni<Void> change(SqlConnection transaction, SourcePatient patient, Change change) {
        return change(transaction, patient.key().id(), number(patient), change);
    }

    /** Ends the link in force of {@code source}, and opens one to a person that is there. */
    Uni<Void> join(SqlConnection transaction, UUID source, Change change) {
        return change(transaction, source, null, change);
    }

    private static Uni<Void> change(SqlConnection transaction, UUID source, @Nullable String number, Change change) {
        return transaction
                .preparedQuery(END)
                .execute(Tuple.of(source))
                .chain(() -> transaction.preparedQuery(OPEN).execute(opened(source, number, change)))
                .replaceWithVoid();
    }

    private static Tuple opened(UUID id, @Nullable String number, Change change) {
        Tuple values =
                Tuple.of(id, change.person(), change.origin().code(), number, change.registers(), change.restricted());
        return values.addDouble(change.reason().map(Reason::weight).orElse(null))
                .addDouble(change.reason().map(Reason::probability).orElse(null))
                .addString(change.reason().map(Reason::model).orElse(null))
                .addString(change.reason().map(Reason::explanation).orElse(null));
    }
}
