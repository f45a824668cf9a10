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
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class AgreementStoreTest {

    @Inject
    AgreementRepository repository;

    @Inject
    @Readiness
    AgreementLoader loader;

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
    void theFileIsStoredAndThenTheServiceIsReady() {
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
        await(() -> repository.store(List.of(agreement("REP01", "2026-01-01", "2026-06-30"))));
        await(() -> repository.store(List.of(agreement("REP01", "2026-01-01", "2026-09-30"))));

        assertEquals("2026-09-30", Database.value("select valid_to from agreement where organisation = 'REP01'"));
    }

    @Test
    void anOverlapIsRefusedByTheDatabaseAndNothingIsHalfStored() {
        await(() -> repository.store(List.of(agreement("OVE01", "2026-01-01", "2026-06-30"))));

        assertThrows(
                RuntimeException.class,
                () -> await(() -> repository.store(List.of(
                        agreement("OVE02", "2026-01-01", "2026-06-30"),
                        agreement("OVE01", "2026-06-30", "2026-12-31")))));

        assertEquals("0", Database.value("select count(*) from agreement where organisation = 'OVE02'"));
    }

    @Test
    void anAgreementIsCutShortAndFollowedByAnother() {
        await(() -> repository.store(List.of(agreement("CUT01", "2026-01-01", "2026-12-31"))));

        await(() -> repository.store(List.of(
                agreement("CUT01", "2026-01-01", "2026-06-30"), agreement("CUT01", "2026-07-01", "2026-12-31"))));

        assertEquals(
                "2026-06-30,2026-12-31",
                Database.value("select string_agg(valid_to::text, ',' order by valid_from) from agreement"
                        + " where organisation = 'CUT01'"));
    }

    @Test
    void storingNothingDoesNothing() {
        String before = Database.value("select count(*) from agreement");

        await(() -> repository.store(List.of()));

        assertEquals(before, Database.value("select count(*) from agreement"));
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

        await(() -> repository.store(List.of(whole)));

        assertEquals(Optional.of(whole), await(() -> repository.agreement(whole.id())));
    }

    @Test
    void theServiceCannotDeleteAnAgreement() {
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from agreement"));
    }
}
