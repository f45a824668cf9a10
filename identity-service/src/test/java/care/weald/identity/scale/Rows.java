package care.weald.identity.scale;

import care.weald.identity.index.IndexedValues;
import care.weald.identity.index.IndexedValues.Indexed;
import care.weald.identity.index.MatchIndex;
import care.weald.identity.index.PatientDemographics;
import care.weald.identity.link.SourcePatientId;
import care.weald.identity.match.Demographics;
import care.weald.identity.population.FhirPatients;
import care.weald.identity.population.Person;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of some people, as the service's own code works them out of their Patients. */
final class Rows {

    /** A table and the columns that are filled. */
    enum Table {
        SOURCE("source_patient (id, organisation, system, value, identifiers, nhs_number, verified, family, given,"
                + " birth_date, gender, confidentiality, active, resource, content_hash, version)"),
        PERSON("person (id)"),
        LINK("link (source_patient, person, origin)"),
        NUMBER("nhs_number (number, person, state, superseded_by)"),
        MATCH(
                "match_row (source_patient, nhs_number, verified, rejected, identifiers, given, given_sounds, families,"
                        + " birth_date, sex, postcodes, previous_postcodes, lines, towns, phones, emails, deceased, normalisation)"),
        KEY("block_key (key, source_patient, sketch)"),
        NAME("search_name (source_patient, family, sound, former, birth_date)");

        private final String columns;

        Table(String columns) {
            this.columns = columns;
        }

        String columns() {
            return columns;
        }

        String table() {
            return columns.substring(0, columns.indexOf(' '));
        }
    }

    private static final int BUFFER = 1 << 17;

    private final Map<Table, StringBuilder> texts = new EnumMap<>(Table.class);

    /** The rows by table, for COPY. */
    static Map<Table, StringBuilder> of(List<Registered> people) {
        Rows rows = new Rows();
        people.forEach(rows::add);
        return rows.texts;
    }

    private StringBuilder in(Table table) {
        return texts.computeIfAbsent(table, _ -> new StringBuilder(BUFFER));
    }

    private void add(Registered registered) {
        ObjectNode patient = registered.patient();
        UUID source = registered.source();
        Demographics found = PatientDemographics.of(patient, registered.organisation());
        source(registered, source, patient);
        person(registered, source);
        Indexed indexed = IndexedValues.of(source, patient, found);
        List<@Nullable Object> row = new ArrayList<>(indexed.row());
        row.add(MatchIndex.NORMALISATION);
        CopyTable.row(in(Table.MATCH), row);
        for (int i = 0; i < indexed.keys().size(); i++) {
            byte[] sketch = indexed.sketches().get(i).map(Buffer::getBytes).orElse(null);
            CopyTable.row(in(Table.KEY), indexed.keys().get(i), source, sketch);
        }
        Integer[] sounds = IndexedValues.sounds(found.families());
        for (int i = 0; i < sounds.length; i++) {
            CopyTable.row(in(Table.NAME), source, found.families().get(i), sounds[i], i > 0, found.birthDate());
        }
    }

    private void person(Registered registered, UUID source) {
        UUID id = registered.id();
        String number = registered.person().nhs();
        String former = registered.person().formerNhs();
        CopyTable.row(in(Table.PERSON), id);
        CopyTable.row(in(Table.LINK), source, id, "nhs-number");
        CopyTable.row(in(Table.NUMBER), number, id, "current", null);
        if (!former.isEmpty()) {
            CopyTable.row(in(Table.NUMBER), former, id, "superseded", number);
        }
    }

    private void source(Registered registered, UUID source, ObjectNode patient) {
        Person person = registered.person();
        byte[] content = patient.toString().getBytes(StandardCharsets.UTF_8);
        CopyTable.row(
                in(Table.SOURCE),
                source,
                registered.organisation(),
                FhirPatients.LOCAL,
                registered.local(),
                new UUID[] {source},
                person.nhs(),
                true,
                person.family(),
                person.given().toArray(String[]::new),
                person.birth(),
                person.male() ? "male" : "female",
                registered.isRestricted() ? "R" : "N",
                true,
                content,
                SourcePatientId.sha256(content),
                1);
    }
}
