package care.weald.stack.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The floor: one hop, no token, no decision, no audit, only record-service's statements through the same database
 * client, the bytes handed on as they are. What a governed read costs above this is what governing costs.
 */
final class Floor {

    private static final String LEVEL = "case when i.sensitivity && $4::text[] then null else granted.how end";
    private static final String GRANTED =
            "left join unnest($2::text[], $3::text[]) granted(what, how) on granted.what = i.access_key";
    private static final String BODY =
            "case level when 'F' then i.body when 'K' then i.key_facts else i.administrative end";
    private static final String PLACES =
            "case level when 'F' then i.body_places when 'K' then i.key_facts_places else i.administrative_places end";
    private static final String OURS = "i.source_patient = any($1::uuid[]) and i.superseded_at is null";

    private static final String READ = """
            select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                %s, %s, i.level
            from (
                select i.*, %s as level from item i %s
                where %s and i.source_patient = $5 and i.item = $6 and i.type = $7
            ) i
            """.formatted(BODY, PLACES, LEVEL, GRANTED, OURS);

    private static final String SEARCH = """
            with candidate as materialized (
                select i.source_patient, i.item, i.version,
                    coalesce(i.time_from, timestamptz '0001-01-01T00:00:00Z') as sort_time, l.level,
                    (l.level is not null) as hit
                from unnest($1::uuid[]) ours(id) cross join lateral (
                    select i.* from item i
                    where i.source_patient = ours.id and i.superseded_at is null
                        and ($5::text is null or i.type = $5) offset 0
                ) i %s cross join lateral (select %s as level) l
            ),
            totals as (
                select count(*) filter (where hit) as total, count(*) filter (where level is null) as withheld
                from candidate
            ),
            page as (
                select source_patient, item, version, sort_time, level from candidate
                where hit
                order by sort_time desc, item desc
                limit $6
            )
            select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                %s, %s, i.confidentiality, t.total, t.withheld
            from totals t
            left join (page p cross join lateral (
                select i.* from item i
                where i.source_patient = p.source_patient and i.item = p.item and i.version = p.version offset 0
            ) i) on true
            order by p.sort_time desc, p.item desc
            """.formatted(GRANTED, LEVEL, BODY, PLACES);

    private static final String[] NONE = {};
    private static final int EVERYTHING = 10_000;

    private final Pool pool;
    private final String[] keys;

    private Floor(Pool pool, String[] keys) {
        this.pool = pool;
        this.keys = keys;
    }

    /** Serves on the port of the first argument the database of the second; the password is in the environment. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
        PgConnectOptions database = PgConnectOptions.fromUri(arguments[1])
                .setUser("record")
                .setPassword(System.getenv("FLOOR_PASSWORD"))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .addProperty("plan_cache_mode", "force_generic_plan")
                .setPipeliningLimit(256);
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(database)
                .using(vertx)
                .build();
        var _ = pool.query("select array_agg(distinct access_key) from item")
                .execute()
                .compose(rows -> {
                    Floor floor = new Floor(pool, rows.iterator().next().getArrayOfStrings(0));
                    return vertx.createHttpServer()
                            .requestHandler(floor::serve)
                            .listen(Integer.parseInt(arguments[0]), "localhost");
                })
                .onFailure(failure -> {
                    System.getLogger(Floor.class.getName()).log(System.Logger.Level.ERROR, "the floor ended", failure);
                    System.exit(1);
                });
    }

    /** {@code /item/<source patient>/<item>/<type>}, {@code /search/<patients>/<type>}, {@code /record/<patients>/<categories>}. */
    private void serve(HttpServerRequest request) {
        List<String> parts = Stream.of(
                        Objects.requireNonNull(request.path()).substring(1).split("/", -1))
                .toList();
        UUID[] patients =
                Stream.of(parts.get(1).split(",", -1)).map(UUID::fromString).toArray(UUID[]::new);
        boolean record = "record".equals(parts.getFirst());
        String[] granted = record ? keysOf(parts.get(2)) : keys;
        String[] full = Stream.of(granted).map(key -> "F").toArray(String[]::new);
        Tuple tuple = Tuple.of(patients, granted, full, NONE);
        String statement = SEARCH;
        switch (parts.getFirst()) {
            case "item" -> {
                statement = READ;
                var _ = tuple.addUUID(patients[0])
                        .addUUID(UUID.fromString(parts.get(2)))
                        .addString(parts.get(3));
            }
            case "search" -> {
                var _ = tuple.addString(parts.get(2)).addInteger(Bench.PAGE + 1);
            }
            default -> {
                var _ = tuple.addString(null).addInteger(EVERYTHING);
            }
        }
        var _ = pool.preparedQuery(statement)
                .execute(tuple)
                .compose(rows -> request.response().end(bodies(rows)))
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
    }

    private String[] keysOf(String categories) {
        return Stream.of(keys)
                .filter(key -> Stream.of(categories.split(",", -1)).anyMatch(key::startsWith))
                .toArray(String[]::new);
    }

    private static Buffer bodies(RowSet<Row> rows) {
        Buffer all = Buffer.buffer();
        for (Row row : rows) {
            Buffer body = row.getBuffer(7);
            if (body != null) {
                Buffer _ = all.appendBuffer(body).appendByte((byte) ',');
            }
        }
        return all;
    }
}
