package care.weald.identity.scale;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Takes indexes and constraints off while a database is filled, and puts the very same back. */
final class Constraints {

    private static final String CONSTRAINTS = """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
              from pg_constraint
             where contype in ('p', 'u', 'f') and conrelid = any (string_to_array(?, ',')::regclass[])
             order by contype = 'f', conname
            """;

    private static final String INDEXES = """
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
              from pg_index join pg_class on pg_class.oid = indrelid
             where indrelid = any (string_to_array(?, ',')::regclass[])
               and not exists (select from pg_constraint where conindid = indexrelid)
            """;

    private final Connection connection;
    private final String tables;
    private final List<String> again = new ArrayList<>();

    /** Those of {@code tables}. */
    Constraints(Connection connection, List<String> tables) {
        this.connection = connection;
        this.tables = String.join(",", tables);
    }

    /** Takes them off. */
    void drop() throws SQLException {
        List<String> gone = new ArrayList<>();
        for (String which : List.of(INDEXES, CONSTRAINTS)) {
            try (PreparedStatement statement = connection.prepareStatement(which)) {
                statement.setString(1, tables);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        gone.add(rows.getString(1));
                        again.add(rows.getString(2));
                    }
                }
            }
        }
        run(gone.reversed());
    }

    /** Puts them back. */
    void restore() throws SQLException {
        run(List.of("set maintenance_work_mem = '512MB'"));
        run(again);
    }

    private void run(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
