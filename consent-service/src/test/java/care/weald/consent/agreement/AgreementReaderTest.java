package care.weald.consent.agreement;

import static care.weald.consent.support.EventLoop.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.agreement.AgreementReader.Found;
import care.weald.consent.platform.Problem;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import care.weald.consent.token.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class AgreementReaderTest {

    private static final Caller CALLER =
            new Caller("someone", "", "KZ016", List.of("R8000"), List.of("TREAT"), "test", "", Set.of());

    @Inject
    AgreementRepository repository;

    private AgreementReader at(String instant) {
        Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return new AgreementReader(caller -> Uni.createFrom().item(Optional.empty()), repository, clock);
    }

    private static Agreement summer(String organisation) {
        return new Agreement(
                organisation,
                "Summer partner",
                Agreement.Type.JCA,
                Set.of("TREAT"),
                false,
                false,
                Set.of(),
                LocalDate.of(2026, 6, 1),
                LocalDate.of(2026, 8, 31));
    }

    private long live(String organisation, String instant) {
        Found found = await(() -> at(instant)
                .search(
                        CALLER,
                        Map.of("participating-organization", List.of(organisation), "active", List.of("true"))));
        return assertInstanceOf(Found.Some.class, found).page().total();
    }

    @Test
    void anAgreementIsActiveFromMidnightToMidnightInLondon() {
        Agreement summer = summer("LDN01");
        Database.asOwner("insert into agreement values ('LDN01', '" + summer.from() + "', '" + summer.to()
                + "', 'Summer partner', 'JCA', '{TREAT}', false, false, '{}') on conflict do nothing");

        assertEquals(0, live("LDN01", "2026-05-31T22:59:59Z"));
        assertEquals(1, live("LDN01", "2026-05-31T23:00:00Z"));
        assertEquals(1, live("LDN01", "2026-08-31T22:59:59Z"));
        assertEquals(0, live("LDN01", "2026-08-31T23:00:00Z"));
    }

    @Test
    void whatRefusesIsTheAnswerAndNothingIsLookedUp() {
        Problem refusal = Problem.of(Problem.Kind.REFUSED, "Not you");
        AgreementReader reader = new AgreementReader(
                caller -> Uni.createFrom().item(Optional.of(refusal)), repository, Clock.systemUTC());

        assertEquals(new Found.None(refusal), await(() -> reader.search(CALLER, Map.of())));
        assertEquals(new Found.None(refusal), await(() -> reader.read(CALLER, "KZ016-20200101")));
    }

    @Test
    void readingGivesUpInTimeAndKeepsNoConnection() throws SQLException {
        AgreementReader reader = at("2026-07-01T12:00:00Z");

        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            Database.whileLocked("agreement", () -> {
                List<CompletableFuture<Boolean>> given = IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> givesUp(reader), callers))
                        .toList();
                given.forEach(one -> assertTrue(one.join()));
            });
        }

        assertInstanceOf(Found.Some.class, await(() -> reader.search(CALLER, Map.of())));
    }

    private static boolean givesUp(AgreementReader reader) {
        assertThrows(TimeoutException.class, () -> await(() -> reader.search(CALLER, Map.of())));
        return true;
    }
}
