package care.weald.identity.link;

import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Source patients, their versions and their links, always inside the caller's transaction. */
@ApplicationScoped
class LinkRepository {

    static @Nullable String number(SourcePatient patient) {
        var number = patient.about().nhsNumber();
        return number == null ? null : number.value();
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
                     removed_from = null, identifiers = excluded.identifiers, resource = excluded.resource, content_hash = excluded.content_hash,
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

    /** Ends the link in force, if there is one, and opens the new one, in one round trip. */
    Uni<Void> change(SqlConnection transaction, SourcePatient patient, Change change) {
        return change(transaction, patient.key().id(), number(patient), change);
    }

    /** Ends the link in force of {@code source}, and opens one to a person that is there. */
    Uni<Void> join(SqlConnection transaction, UUID source, Change change) {
        return change(transaction, source, null, change);
    }

    private static Uni<Void> change(SqlConnection transaction, UUID source, @Nullable String number, Change change) {
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(END).execute(Tuple.of(source)),
                        transaction.preparedQuery(OPEN).execute(opened(source, number, change)))
                .discardItems();
    }

    private static final String REOPEN = """
            insert into link (source_patient, person, origin, weight, probability, model_version, explanation, reason, made_by,
                              action)
            select source_patient, person, origin, weight, probability, model_version, explanation, reason, made_by, action
              from link
             where source_patient = $1 and person = $2 and valid_to is not null
             order by id desc limit 1
            """;

    /** {@code source}, which was removed, is linked to {@code person} again as it was. */
    Uni<Void> reopen(SqlConnection transaction, UUID source, UUID person) {
        return transaction
                .preparedQuery(REOPEN)
                .execute(Tuple.of(source, person))
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
