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

    private final List<Table> filled;

    private Loading(List<Table> filled) {
        this.filled = filled;
    }

    /** Loads {@code people}, then indexes and statistics. */
    static void run(Database database, int people) throws Exception {
        new Loading(List.of(Table.values())).fill(database, people);
        database.loaded(people);
    }

    /** Makes anew what the {@code people} who are there are found by. */
    static void again(Database database, int people) throws Exception {
        try (Connection owner = database.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("truncate match_row, block_key, search_name");
        }
        new Loading(List.of(Table.MATCH, Table.KEY, Table.NAME)).fill(database, people);
    }

    private void fill(Database database, int people) throws Exception {
        try (Connection owner = database.connect();
                Statement statement = owner.createStatement()) {
            Constraints constraints =
                    new Constraints(owner, filled.stream().map(Table::table).toList());
            constraints.drop();
            copy(database, people);
            constraints.restore();
            clock.tell("indexes and constraints%n");
            for (String system : List.of(FhirPatients.LOCAL, "https://fhir.nhs.uk/Id/nhs-number")) {
                statement.execute("insert into identifier_domain values ('" + system + "') on conflict do nothing");
            }
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
            clock.tell("vacuum, statistics, checkpoint%n");
        }
    }

    private void copy(Database database, int people) throws Exception {
        for (Table table : filled) {
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
            CopyTable table = tables.get(rows.getKey());
            if (table != null) {
                table.add(rows.getValue());
            }
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
