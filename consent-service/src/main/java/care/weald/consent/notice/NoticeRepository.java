package care.weald.consent.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Privacy notices as stored: only ever added to, and approved. */
@ApplicationScoped
class NoticeRepository {

    private static final String UNIQUE = "23505";
    private static final String LIST = """
            select version, title, content, valid_from, reason, drafted_by, approved_by from privacy_notice
            order by valid_from desc, drafted_at desc""";
    private static final String STORE = """
            insert into privacy_notice (version, title, content, valid_from, reason, drafted_by, drafted_at)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""";
    private static final String APPROVE = """
            update privacy_notice set approved_by = $2, approved_at = $3, approval = $4
            where version = $1 and approved_by = '' and drafted_by <> $2 and valid_from >= $5""";

    private final Pool pool;

    NoticeRepository(Pool pool) {
        this.pool = pool;
    }

    /** Who does something, when, and why. */
    record By(String subject, Instant at, String reason) {}

    /** All of them, the newest first. */
    Uni<List<Notice>> list() {
        return pool.preparedQuery(LIST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(NoticeRepository::read)
                        .toList());
    }

    /** Stores a draft; false when its version is taken. */
    Uni<Boolean> draft(Notice notice, Instant at) {
        Tuple row = Tuple.tuple()
                .addString(notice.version())
                .addString(notice.title())
                .addString(notice.content())
                .addLocalDate(notice.from())
                .addString(notice.reason())
                .addString(notice.draftedBy())
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(STORE).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /**
     * Approves a draft. False when there is none, the same person drafted it, its day is over, or another was approved for
     * that day.
     */
    Uni<Boolean> approve(String version, By by) {
        Tuple row = Tuple.of(
                version,
                by.subject(),
                by.at().atOffset(ZoneOffset.UTC),
                by.reason(),
                by.at().atZone(NoticeResource.LONDON).toLocalDate());
        return pool.preparedQuery(APPROVE)
                .execute(row)
                .map(rows -> rows.rowCount() == 1)
                .onFailure(failure -> failure instanceof PgException refused && UNIQUE.equals(refused.getSqlState()))
                .recoverWithItem(false);
    }

    private static Notice read(Row row) {
        return new Notice(
                row.getString("version"),
                row.getString("title"),
                row.getString("content"),
                row.getLocalDate("valid_from"),
                row.getString("reason"),
                row.getString("drafted_by"),
                row.getString("approved_by"));
    }
}
