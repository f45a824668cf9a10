package care.weald.consent.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Database;
import care.weald.consent.support.EventLoop;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An objection is never forgotten by a restore: an older copy of the database serves nobody (D3). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class EpochTest {

    @Inject
    HeightRepository repository;

    private static Epoch at(HeightRepository repository, Path file) {
        return at(repository, file, false);
    }

    private static Epoch at(HeightRepository repository, Path file, boolean mending) {
        return new Epoch(repository, new EpochConfig() {
            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }

            @Override
            public boolean mending() {
                return mending;
            }
        });
    }

    private static void check(Epoch epoch) {
        boolean _ = EventLoop.await(() -> epoch.check().replaceWith(true));
    }

    private static String reason(Epoch epoch) {
        return epoch.call()
                .getData()
                .map(data -> String.valueOf(data.get("reason")))
                .orElse("");
    }

    @Test
    void d3AnOlderCopyOfTheObjectionLogIsNotServedFrom(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("height");
        Epoch before = at(repository, file);
        assertFalse(before.holds(), "until it is checked nothing is decided");
        Database.asOwner("create table saved as table objection_height");
        try {
            Database.objection(UUID.randomUUID(), "upheld", List.of(), List.of());
            check(before);
            assertTrue(before.holds());

            // When
            Database.asOwner("update objection_height set height = (select height from saved)");
            Epoch restored = at(repository, file);
            check(restored);

            // Then
            assertFalse(restored.holds());
            assertEquals(Status.DOWN, restored.call().getStatus());
            assertTrue(reason(restored).startsWith("an older objection log"), reason(restored));

            // When
            Epoch mended = at(repository, file, true);
            check(mended);

            // Then
            assertFalse(mended.holds(), "while it is put right nothing else is decided");
            assertTrue(mended.isMended());
            assertEquals(Status.UP, mended.call().getStatus(), "who puts it right has to reach it");

            // When
            Files.delete(file);
            check(restored);

            // Then
            assertTrue(restored.holds(), "somebody has looked and taken the file away");
        } finally {
            Database.asOwner("drop table saved");
        }
    }

    @Test
    void anotherDatabaseOrAFileThatSaysNothingIsRefusedToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("height");
        Files.writeString(file, new Height(UUID.randomUUID(), 0).text());
        Epoch epoch = at(repository, file);
        check(epoch);
        assertEquals("another objection log than before", reason(epoch));

        Files.writeString(file, "nothing");
        check(epoch);
        assertFalse(epoch.holds());

        Epoch nowhere = at(repository, folder.resolve("missing/height"));
        check(nowhere);
        assertFalse(nowhere.holds());
    }

    @Test
    void eachObjectionIsCountedOnceAndTheServiceCannotCountDown() {
        long before = Long.parseLong(Database.value("select height from objection_height"));

        Database.objection(UUID.randomUUID(), "upheld", List.of(), List.of());

        assertEquals(before + 1, Long.parseLong(Database.value("select height from objection_height")));
        assertThrows(IllegalStateException.class, () -> Database.asService("update objection_height set height = 0"));
    }
}
