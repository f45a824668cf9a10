package care.weald.identity.scale;

import care.weald.identity.population.FhirPatients;
import care.weald.identity.population.Person;
import care.weald.identity.population.Population;
import care.weald.identity.scale.Rows.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills an empty database by COPY, one registration a person. Few people are in memory at a time. */
final class Loading {

    static final long SEED = 79;

    private static final int BATCH = 500;
    private static final int WORKERS = 3;
    private static final int TOLD = 200_000;

    private final Map<Table, CopyTable> tables = new EnumMap<>(Table.class);
    private final Deque<Future<Integer>> running = new ArrayDeque<>();
    private final Clock clock = new Clock();
    private int done;

    private Loading() {}

    /** Loads {@code people}, then indexes and statistics. */
    static void run(Database database, int people) throws Exception {
        Loading loading = new Loading();
        try (Connection owner = database.connect();
                Statement statement = owner.createStatement()) {
            Constraints constraints = new Constraints(owner);
            constraints.drop();
            loading.copy(database, people);
            constraints.restore();
            loading.clock.tell("indexes and constraints%n");
            for (String system : List.of(FhirPatients.LOCAL, "https://fhir.nhs.uk/Id/nhs-number")) {
                statement.execute("insert into identifier_domain values ('" + system + "')");
            }
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
            loading.clock.tell("vacuum, statistics, checkpoint%n");
        }
        database.loaded(people);
    }

    private void copy(Database database, int people) throws Exception {
        for (Table table : Table.values()) {
            tables.put(table, new CopyTable(database, table.columns()));
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            Iterator<Person> all = new Population(SEED).people(people).iterator();
            while (all.hasNext()) {
                List<Registered> batch = new ArrayList<>(BATCH);
                while (batch.size() < BATCH && all.hasNext()) {
                    batch.add(new Registered(all.next()));
                }
                running.add(workers.submit(() -> write(batch)));
                settle(2 * WORKERS);
            }
            settle(0);
        }
        for (CopyTable table : tables.values()) {
            table.close();
        }
        clock.tell("%,d people copied, %,.0f a second%n", people, people / clock.seconds());
    }

    private int write(List<Registered> batch) throws IOException {
        for (Map.Entry<Table, StringBuilder> rows : Rows.of(batch).entrySet()) {
            java.util.Objects.requireNonNull(tables.get(rows.getKey())).add(rows.getValue());
        }
        return batch.size();
    }

    /** Waits until no more than {@code most} batches are on their way. */
    private void settle(int most) throws Exception {
        while (running.size() > most) {
            int before = done;
            done += running.remove().get();
            if (done / TOLD > before / TOLD) {
                clock.tell("%,d people%n", done);
            }
        }
    }
}
