package care.weald.identity.scale;

import care.weald.identity.index.IndexedValues;
import care.weald.identity.index.IndexedValues.Indexed;
import care.weald.identity.index.MatchIndex;
import care.weald.identity.index.PatientDemographics;
import care.weald.identity.link.SourcePatientId;
import care.weald.identity.match.Demographics;
import care.weald.identity.population.FhirPatients;
import care.weald.identity.population.Person;
import care.weald.identity.population.Population;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills an empty database by COPY with what the service's own code works out of each Patient; one registration a person. */
final class Loading implements AutoCloseable {

    static final long SEED = 79;

    private static final int TOLD = 200_000;

    private final CopyTable sources;
    private final CopyTable persons;
    private final CopyTable links;
    private final CopyTable numbers;
    private final CopyTable rows;
    private final CopyTable keys;
    private final CopyTable names;
    private long keyCount;

    private Loading(Database database) throws IOException, InterruptedException {
        sources = new CopyTable(
                database,
                "source_patient (id, organisation, system, value, identifiers, nhs_number, verified, family, given,"
                        + " birth_date, gender, confidentiality, active, resource, content_hash, version)");
        persons = new CopyTable(database, "person (id)");
        links = new CopyTable(database, "link (source_patient, person, origin)");
        numbers = new CopyTable(database, "nhs_number (number, person, state, superseded_by)");
        rows = new CopyTable(
                database,
                "match_row (source_patient, nhs_number, verified, rejected, identifiers, given, given_sounds, families,"
                        + " birth_date, sex, postcodes, previous_postcodes, lines, towns, phones, emails, deceased,"
                        + " normalisation)");
        keys = new CopyTable(database, "block_key (key, source_patient)");
        names = new CopyTable(database, "search_name (source_patient, family, sound, former, birth_date)");
    }

    /** Loads {@code people}, then indexes and statistics. */
    static void run(Database database, int people) throws SQLException, IOException, InterruptedException {
        try (Connection owner = database.connect()) {
            Constraints constraints = new Constraints(owner);
            constraints.drop();
            Clock clock = new Clock();
            try (Loading loading = new Loading(database)) {
                loading.people(people, clock);
            }
            clock.tell("%,d people copied, %,.0f a second%n", people, people / clock.seconds());
            constraints.restore();
            clock.tell("indexes and constraints%n");
            try (Statement statement = owner.createStatement()) {
                statement.execute("insert into identifier_domain values ('" + FhirPatients.LOCAL + "')");
                statement.execute("insert into identifier_domain values ('https://fhir.nhs.uk/Id/nhs-number')");
                statement.execute("vacuum (analyze)");
                statement.execute("checkpoint");
            }
            clock.tell("vacuum, statistics, checkpoint%n");
        }
        database.loaded(people);
    }

    private void people(int people, Clock clock) throws IOException {
        Iterator<Person> all = new Population(SEED).people(people).iterator();
        for (int i = 1; all.hasNext(); i++) {
            add(new Registered(all.next()));
            if (i % TOLD == 0) {
                clock.tell("%,d people, %,d keys%n", i, keyCount);
            }
        }
    }

    private void add(Registered registered) throws IOException {
        ObjectNode patient = registered.patient();
        UUID source = registered.source();
        Demographics found = PatientDemographics.of(patient, registered.organisation());
        source(registered, patient);
        UUID id = registered.id();
        persons.add(id);
        links.add(source, id, "nhs-number");
        numbers.add(registered.person().nhs(), id, "current", null);
        if (!registered.person().formerNhs().isEmpty()) {
            numbers.add(
                    registered.person().formerNhs(),
                    id,
                    "superseded",
                    registered.person().nhs());
        }
        Indexed indexed = IndexedValues.of(source, patient, found);
        List<@Nullable Object> row = new ArrayList<>(indexed.row());
        row.add(MatchIndex.NORMALISATION);
        rows.add(row);
        for (Long key : indexed.keys()) {
            keys.add(key, source);
        }
        keyCount += indexed.keys().size();
        Integer[] sounds = IndexedValues.sounds(found.families());
        for (int i = 0; i < sounds.length; i++) {
            names.add(source, found.families().get(i), sounds[i], i > 0, found.birthDate());
        }
    }

    private void source(Registered registered, ObjectNode patient) throws IOException {
        Person person = registered.person();
        byte[] content = patient.toString().getBytes(StandardCharsets.UTF_8);
        sources.add(
                registered.source(),
                registered.organisation(),
                FhirPatients.LOCAL,
                registered.local(),
                new UUID[] {registered.source()},
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

    @Override
    public void close() throws IOException {
        for (CopyTable table : List.of(sources, persons, links, numbers, rows, keys, names)) {
            table.close();
        }
    }
}
