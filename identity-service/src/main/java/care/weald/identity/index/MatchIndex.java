package care.weald.identity.index;

import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Location;
import care.weald.identity.match.compare.Possible;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.nhsnumber.NhsNumber;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what a source patient is found by, in the transaction that stores its version. */
@ApplicationScoped
public class MatchIndex {

    /**
     * Which normalisation and which keys these are. Whoever changes what is worked out from a Patient MUST raise it: rows of
     * a smaller number are then worked out again in the background.
     */
    public static final int NORMALISATION = 4;

    /** The newest version of a source patient, and what it is found by. */
    public record Entry(UUID source, JsonNode patient, Demographics found) {

        @Override
        public String toString() {
            return "Entry[***]";
        }
    }

    private static final String STORE = """
            with entered as (
                   insert into match_row (source_patient, nhs_number, verified, rejected, identifiers, given, given_sounds,
                                    families, birth_date, sex, postcodes, previous_postcodes, lines, towns, phones, emails,
                                    deceased, normalisation, contact_phones, marked)
                   values ($1, $2::text, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $20, $22, $23)
                   on conflict (source_patient) do update
                      set nhs_number = excluded.nhs_number, verified = excluded.verified, rejected = excluded.rejected,
                          identifiers = excluded.identifiers, given = excluded.given,
                          given_sounds = excluded.given_sounds, families = excluded.families,
                          birth_date = excluded.birth_date, sex = excluded.sex, postcodes = excluded.postcodes,
                          previous_postcodes = excluded.previous_postcodes, lines = excluded.lines,
                          towns = excluded.towns, phones = excluded.phones, emails = excluded.emails,
                          deceased = excluded.deceased, normalisation = excluded.normalisation,
                          contact_phones = excluded.contact_phones, marked = excluded.marked),
                 old_keys as (delete from block_key where source_patient = $1 and key <> all ($18)),
                 keys as (insert into block_key as old (key, source_patient, sketch)
                          select key, $1, sketch from unnest($18::bigint[], $21::bytea[]) as made (key, sketch)
                          on conflict (key, source_patient) do update set sketch = excluded.sketch
                             where old.sketch is distinct from excluded.sketch),
                 domains as (insert into identifier_domain select name from unnest($19::text[]) as used (name)
                             where name not in (select system from identifier_domain)
                             on conflict do nothing)
            delete from search_name where source_patient = $1
            """;

    private static final String NAMES = """
            insert into search_name (source_patient, family, sound, former, birth_date)
            select $1, family, sound, place > 1, $4
              from unnest($2::text[], $3::integer[]) with ordinality as name (family, sound, place)
            on conflict do nothing
            """;

    /** Makes {@code patient}, the newest version of {@code id}, the one that is found. */
    public Uni<Void> store(SqlConnection transaction, UUID id, JsonNode patient, Demographics found) {
        return store(transaction, List.of(new Entry(id, patient, found)));
    }

    /** Makes each of {@code entries}, none of them empty, the one that is found, in one round trip. */
    public Uni<Void> store(SqlConnection transaction, List<Entry> entries) {
        return Uni.combine()
                .all()
                .unis(
                        transaction
                                .preparedQuery(STORE)
                                .executeBatch(entries.stream()
                                        .map(entry -> Tuple.from(values(entry)))
                                        .toList()),
                        transaction
                                .preparedQuery(NAMES)
                                .executeBatch(
                                        entries.stream().map(MatchIndex::names).toList()))
                .discardItems();
    }

    private static Tuple names(Entry entry) {
        List<String> families = entry.found().families();
        return Tuple.of(
                entry.source(),
                array(families),
                IndexRow.sounds(families),
                entry.found().birthDate());
    }

    /** Everything that a row and its keys are made of; the names are among it. */
    static List<@Nullable Object> values(Entry entry) {
        Demographics found = entry.found();
        Location location = found.location();
        NhsNumber nhs = found.numbers().nhs();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(entry.source());
        values.add(nhs == null ? null : nhs.value());
        values.addAll(List.of(
                found.numbers().verified(),
                found.numbers().rejected(),
                array(found.numbers().identifiers())));
        values.addAll(List.of(array(found.given()), IndexRow.sounds(found.given()), array(found.families())));
        values.addAll(List.of(found.birthDate(), found.sex().name()));
        values.addAll(List.of(array(location.postcodes()), array(location.previousPostcodes())));
        values.addAll(List.of(array(location.lines()), array(location.towns())));
        values.addAll(List.of(location.phones().toArray(Long[]::new), array(location.emails()), found.deceased()));
        Long[] keys = keys(found);
        values.add(keys);
        values.add(systems(entry.patient()));
        values.add(NORMALISATION);
        values.add(sketches(found, keys));
        values.add(PatientDemographics.contactPhones(entry.patient()).toArray(Long[]::new));
        values.add(PatientDemographics.isMarked(entry.patient()));
        return values;
    }

    private static Long[] keys(Demographics found) {
        return LongStream.concat(LongStream.of(BlockKeys.of(found)), LongStream.of(BlockKeys.withoutLocation(found)))
                .distinct()
                .boxed()
                .toArray(Long[]::new);
    }

    /** The sketch for each of {@code keys}; for a number none. */
    private static @Nullable Buffer[] sketches(Demographics found, Long[] keys) {
        Buffer sketch = Buffer.buffer(Possible.sketch(Profile.of(found)));
        return Stream.of(keys)
                .map(key -> BlockKeys.isNumber(key) ? null : sketch)
                .toArray(Buffer[]::new);
    }

    private static String[] systems(JsonNode patient) {
        JsonNode identifiers = patient.path("identifier");
        return IntStream.range(0, identifiers.size())
                .mapToObj(i -> identifiers.get(i).path("system").asText())
                .filter(system -> !system.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
