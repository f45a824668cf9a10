package care.weald.audit.watch;

import care.weald.audit.watch.Monitor.Officer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whom to look out for. What an organisation's officers add holds for its own staff and registered people. */
@ApplicationScoped
class WatchList {

    /** As many as one answer may name. */
    private static final int MOST = 50;

    private final Pool pool;

    WatchList(Pool pool) {
        this.pool = pool;
    }

    /**
     * One entry.
     *
     * @param kind {@code pair}, {@code investigated}, {@code marked} or {@code news}
     * @param subject the user of a pair; empty in any other
     * @param until the last day on which it holds
     */
    record Entry(UUID id, String kind, String subject, UUID person, LocalDate until, String reason) {

        @Override
        public String toString() {
            return "Entry[" + id + "]";
        }
    }

    private static final String LIST = """
            select id, kind, subject, person, (until at time zone 'UTC')::date - 1 as until, reason from watch_list
            where organisation = $1 and removed_at is null and until > $2 and subject <> $4
            order by added_at desc, id limit $3""";

    /** The entries of the officer's organisation that hold, the newest first, 50 at most; not one that is about the officer. */
    Uni<List<Entry>> all(Officer officer, Instant now) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(officer.organisation(), now.atOffset(ZoneOffset.UTC), MOST, officer.subject()))
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(row)));
                    return List.copyOf(entries);
                });
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getUUID("person"),
                row.getLocalDate("until"),
                row.getString("reason"));
    }

    private static final String ADD = """
            insert into watch_list (id, kind, subject, person, organisation, everywhere, reason, added_by, added_at, until)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            where (select count(*) from watch_list
                   where organisation = $5 and removed_at is null and until > $9) < $11
            on conflict (organisation, kind, subject, person) where removed_at is null do nothing""";

    /** Adds an entry, unless the very one is there or there are too many; the item is whether it is new. */
    Uni<Boolean> add(Entry entry, Officer officer, Instant now) {
        Tuple values = Tuple.tuple()
                .addUUID(entry.id())
                .addString(entry.kind())
                .addString(entry.subject())
                .addUUID(entry.person())
                .addString(officer.organisation())
                .addBoolean(officer.all())
                .addString(entry.reason())
                .addString(officer.subject())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(entry.until().plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .addInteger(MOST);
        return pool.preparedQuery(ADD).execute(values).map(rows -> rows.rowCount() > 0);
    }

    private static final String REMOVE = """
            update watch_list set removed_by = $3, removed_at = $4
            where id = $1 and organisation = $2 and removed_at is null and subject <> $3""";

    /** Takes an entry of the officer's organisation off the list; false when there is none, or it is about the officer. */
    Uni<Boolean> remove(UUID id, Officer officer, Instant now) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(id, officer.organisation(), officer.subject(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }
}
