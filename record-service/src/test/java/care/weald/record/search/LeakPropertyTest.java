package care.weald.record.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.category.Facets;
import care.weald.record.permit.Permit;
import care.weald.record.search.CursorSeal.Question;
import care.weald.record.search.SearchRepository.Found;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import care.weald.record.token.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every answer is, byte for byte, that of a store which holds only what the caller may see (capabilities.md, D1): totals,
 * pages, order, cursors, what is included and what refers to it. 10,000 triples of record, permit and search, made from
 * one seed; each search goes on over its pages.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class LeakPropertyTest {

    private static final long SEED = 6065;
    private static final int WORLDS = 20;
    private static final int PERMITS = 20;
    private static final int QUERIES = 25;
    private static final int PAGES = 3;
    private static final String BASE = "http://localhost:8080/fhir";
    private static final Caller CALLER =
            new Caller("u", "", Permits.ORGANISATION, List.of(), List.of("TREAT"), "c", "", Set.of());

    @Inject
    @Nullable
    Vertx vertx;

    /** What the triples came to, so that the test is not true of nothing. */
    private static final class Tally {
        private int triples;
        private int found;
        private int hiding;
        private int including;
        private int continued;
    }

    /** A store that is searched, and the permit it is searched with. */
    private record Side(SearchRepository items, Permit permit) {}

    @Test
    void everyAnswerIsThatOfAStoreThatHoldsOnlyWhatMayBeSeen() throws SQLException {
        // Given
        Random random = new Random(SEED);
        Tally tally = new Tally();
        Pool whole = pool("public");
        Pool reduced = pool(ReducedStore.SCHEMA + ",public");
        try (Connection owner = DriverManager.getConnection(config("quarkus.flyway.jdbc-url"), "record_owner", "")) {
            ReducedStore store = new ReducedStore(owner);
            for (int number = 0; number < WORLDS; number++) {
                LeakWorld world = LeakWorld.store(random, number);
                LeakQueries made = new LeakQueries(random, world, store.whole(world.patients()));
                for (int i = 0; i < PERMITS; i++) {
                    Permit permit = made.permit();
                    int hidden = store.fill(made.whole(), permit);
                    // When, Then
                    compare(
                            made,
                            new Side(new SearchRepository(whole), permit),
                            new Side(new SearchRepository(reduced), everything(world)),
                            hidden,
                            tally);
                }
            }
        } finally {
            Uni.join().all(whole.close(), reduced.close()).andFailFast().await().indefinitely();
        }
        assertEquals(WORLDS * PERMITS * QUERIES, tally.triples);
        assertTrue(tally.found > 4_000, "found " + tally.found);
        assertTrue(tally.hiding > 8_000, "hiding " + tally.hiding);
        assertTrue(tally.including > 500, "including " + tally.including);
        assertTrue(tally.continued > 2_000, "continued " + tally.continued);
    }

    private static Permit everything(LeakWorld world) {
        Map<String, Character> levels = new HashMap<>();
        Facets.accessKeys().forEach(key -> levels.put(key, 'F'));
        return new Permit("search", world.person(), world.patients(), levels, Set.of());
    }

    private static void compare(LeakQueries made, Side whole, Side reduced, int hidden, Tally tally) {
        List<Uni<Void>> all = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            SearchQuery query = made.query();
            tally.triples++;
            tally.hiding += hidden > 0 ? 1 : 0;
            all.add(pages(query, Optional.empty(), whole, reduced, tally, PAGES));
        }
        Uni.join().all(all).andFailFast().await().indefinitely();
    }

    private static Uni<Void> pages(
            SearchQuery query, Optional<Cursor> after, Side whole, Side reduced, Tally tally, int left) {
        Uni<Found> expected = reduced.items().search(reduced.permit(), query, after);
        Uni<Found> actual = whole.items().search(whole.permit(), query, after);
        return Uni.combine().all().unis(expected, actual).asTuple().chain(both -> {
            Found right = both.getItem1();
            Found found = both.getItem2();
            assertEquals(
                    text(reduced.permit(), query, right),
                    text(whole.permit(), query, found),
                    () -> query.type().name()
                            + query.processed()
                            + whole.permit().levels()
                            + whole.permit().hiddenLabels());
            synchronized (tally) {
                tally.found += right.items().isEmpty() ? 0 : 1;
                tally.including += right.included().isEmpty() && right.entries().isEmpty() ? 0 : 1;
            }
            if (!right.more() || query.countOnly() || left == 1) {
                return Uni.createFrom().voidItem();
            }
            synchronized (tally) {
                tally.continued++;
            }
            var last = SearchBundle.page(query, right).getLast();
            Cursor cursor = new Cursor(query.order().of(last), last.id().item());
            return pages(query, Optional.of(cursor), whole, reduced, tally, left - 1);
        });
    }

    /** The Bundle, and what it discloses. */
    private static String text(Permit permit, SearchQuery query, Found found) {
        CursorSeal seal = CursorSeal.of(
                new byte[32], new Question(CALLER, permit, query.type().name(), query.processed()));
        return new String(new SearchBundle(BASE, permit, query, List.of()).write(found, seal), StandardCharsets.UTF_8);
    }

    private Pool pool(String path) {
        if (vertx == null) {
            throw new IllegalStateException("no vertx");
        }
        PgConnectOptions options = PgConnectOptions.fromUri(config("quarkus.datasource.reactive.url"))
                .setUser("record")
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(4_096)
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .addProperty("search_path", path)
                .addProperty("plan_cache_mode", "force_generic_plan");
        return new Pool(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(options)
                .using(vertx)
                .build());
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
