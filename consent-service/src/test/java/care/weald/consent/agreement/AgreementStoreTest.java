package care.weald.consent.agreement;

import static care.weald.consent.support.EventLoop.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class AgreementStoreTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Inject
    AgreementRepository repository;

    @Inject
    @Readiness
    AgreementLoader loader;

    @Inject
    AgreementsConfig config;

    @BeforeEach
    void theFileIsStored() {
        await(loader::refresh);
    }

    @AfterEach
    void onlyTheFileIsStored() {
        store();
    }

    /** The file with these too. */
    private void store(Agreement... more) {
        List<Agreement> all =
                Stream.concat(partners().stream(), Stream.of(more)).toList();
        await(() -> repository.store(all, TODAY));
    }

    private List<Agreement> partners() {
        try {
            return AgreementsFile.parse(Files.readString(config.file().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String days(String organisation) {
        return Database.value("select coalesce(string_agg(valid_from || ' ' || valid_to, ',' order by valid_from), '')"
                + " from agreement where organisation = '" + organisation + "'");
    }

    private static Agreement agreement(String organisation, String from, String to) {
        return new Agreement(
                organisation,
                "Some partner",
                Agreement.Type.DPA,
                Set.of("TREAT"),
                false,
                false,
                Set.of(),
                LocalDate.parse(from),
                LocalDate.parse(to));
    }

    @Test
    void onceTheFileIsStoredTheServiceIsReady() {
        await(loader::refresh);

        assertEquals(Status.UP, loader.call().getStatus());
        assertEquals(
                "{COC,ETREAT,TREAT}",
                Database.value(
                        "select array_remove(array_remove(array_remove(purposes, 'BTG'), 'HOPERAT'), 'PATRQT') from agreement where organisation = ?",
                        Partners.PRACTICE));
    }

    @Test
    void storingAgainReplacesTheSameAgreement() {
        store(agreement("REP01", "2026-01-01", "2026-06-30"));
        store(agreement("REP01", "2026-01-01", "2026-09-30"));

        assertEquals("2026-09-30", Database.value("select valid_to from agreement where organisation = 'REP01'"));
    }

    @Test
    void anOverlapIsRefusedByTheDatabaseAndNothingIsHalfStored() {
        store(agreement("OVE03", "2026-01-01", "2026-12-31"));

        assertThrows(
                RuntimeException.class,
                () -> store(
                        agreement("OVE02", "2026-01-01", "2026-06-30"),
                        agreement("OVE01", "2026-01-01", "2026-06-30"),
                        agreement("OVE01", "2026-06-30", "2026-12-31")));

        assertEquals("", days("OVE02"));
        assertEquals("2026-01-01 2026-12-31", days("OVE03"));
    }

    @Test
    void whatIsNoLongerInTheFileEndsYesterdayOrGoesAway() {
        store(
                agreement("OUT01", "2026-01-01", "2026-12-31"),
                agreement("OUT02", "2026-11-22", "2026-12-31"),
                agreement("OUT03", "2027-01-01", "2027-12-31"),
                agreement("OUT04", "2026-01-01", "2026-03-31"));

        store();

        assertEquals("2026-01-01 2026-11-21", days("OUT01"));
        assertEquals("", days("OUT02"));
        assertEquals("", days("OUT03"));
        assertEquals("2026-01-01 2026-03-31", days("OUT04"));
    }

    @Test
    void aCorrectedFirstDayTakesEffect() {
        store(agreement("FIR01", "2026-01-01", "2026-12-31"), agreement("FIR02", "2026-03-01", "2026-12-31"));

        store(agreement("FIR01", "2026-03-01", "2026-12-31"), agreement("FIR02", "2026-01-01", "2026-12-31"));

        assertEquals("2026-01-01 2026-02-28,2026-03-01 2026-12-31", days("FIR01"));
        assertEquals("2026-01-01 2026-12-31", days("FIR02"));
    }

    @Test
    void aPartnerThatComesBackIsLiveAgain() {
        store(agreement("BAC01", "2026-01-01", "2026-12-31"));
        store();

        store(agreement("BAC01", "2026-01-01", "2026-12-31"));

        assertEquals("2026-01-01 2026-12-31", days("BAC01"));
    }

    @Test
    void anAgreementIsCutShortAndFollowedByAnother() {
        store(agreement("CUT01", "2026-01-01", "2026-12-31"));

        store(agreement("CUT01", "2026-01-01", "2026-06-30"), agreement("CUT01", "2026-07-01", "2026-12-31"));

        assertEquals(
                "2026-06-30,2026-12-31",
                Database.value("select string_agg(valid_to::text, ',' order by valid_from) from agreement"
                        + " where organisation = 'CUT01'"));
    }

    @Test
    void anEmptyListTakesEffect() {
        await(() -> repository.store(AgreementsFile.parse("{\"agreements\":[]}"), TODAY));

        assertEquals("0", Database.value("select count(*) from agreement where valid_to >= date '2026-11-22'"));
    }

    @Test
    void aMissingFileChangesNothing() {
        AgreementLoader lost = new AgreementLoader(
                () -> Optional.of(Path.of("target/no-such-agreements.json")),
                repository,
                Vertx.vertx(),
                Clock.systemUTC());

        await(lost::refresh);

        assertEquals(Status.DOWN, lost.call().getStatus());
        assertEquals("2020-01-01 2099-12-31", days(Partners.PRACTICE));
    }

    @Test
    void whatIsStoredIsReadBackWhole() {
        Agreement whole = new Agreement(
                "WHO01",
                "Whole partner",
                Agreement.Type.JCA,
                Set.of("TREAT", "COC"),
                true,
                true,
                Set.of("cat-06", "cat-05"),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 6, 30));

        store(whole);

        assertEquals(Optional.of(whole), await(() -> repository.agreement(whole.id())));
    }
}
