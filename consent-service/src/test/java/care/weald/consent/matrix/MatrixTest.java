package care.weald.consent.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Database;
import care.weald.consent.support.ExpectedMatrix;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class MatrixTest {

    @Inject
    Matrices matrices;

    private AccessMatrix active() {
        return matrices.active().await().indefinitely();
    }

    static Stream<Arguments> cells() {
        return ExpectedMatrix.cells().stream().map(cell -> Arguments.of(cell.category(), cell.group(), cell));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void everyCellIsAsTheDefinitionHasIt(String category, String group, ExpectedMatrix.Cell cell) {
        AccessMatrix matrix = active();
        for (String role : ExpectedMatrix.ROLES.getOrDefault(group, List.of())) {
            Levels levels = matrix.access(List.of(role)).levels();
            assertEquals(SampleMatrix.expected(cell, role), of(levels, category), role);
        }
        assertEquals(SampleMatrix.expected(cell, "none"), of(matrix.levels(group, Set.of()), category));
    }

    private static Map<String, String> of(Levels levels, String category) {
        Map<String, String> found = new TreeMap<>();
        levels.byCode().forEach((code, level) -> {
            if (code.equals(category) || code.startsWith(category + "/")) {
                found.put(code, level.code());
            }
        });
        return found;
    }

    @Test
    void everyRoleIsInItsColumnAndNoOtherRoleIsThere() {
        AccessMatrix matrix = active();
        Map<String, String> expected = new TreeMap<>();
        ExpectedMatrix.ROLES.forEach((group, codes) -> codes.forEach(code -> expected.put(code, group)));

        assertEquals(expected, new TreeMap<>(matrix.content().roleGroupOf()));
        assertTrue(matrix.group("R8004").isEmpty());
    }

    @Test
    void conditionalCellsGiveNothingUntilTheFactIsThere() {
        AccessMatrix matrix = active();

        assertEquals(Level.NONE, matrix.levels("SW", Set.of()).of("cat-06"));
        assertEquals(Level.K, matrix.levels("SW", Set.of("duty")).of("cat-06"));
        assertEquals(
                Level.F, matrix.levels("Cler", Set.of("overseas-visitor-team")).of("cat-06"));
        assertEquals(Level.F, matrix.levels("Cit", Set.of("review")).of("cat-15"));
        assertEquals(Level.NONE, matrix.levels("Cit", Set.of("review")).of("cat-05"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "Doc:V",
                "Nur:V",
                "MH:HIV SEX STD V",
                "Amb:HIV SEX STD V",
                "Pha:SDV SEX STD V",
                "SW:HIV PREGNANT SEX STD V",
                "Care:ETH ETHUD HIV OPIOIDUD PREGNANT PSY SDV SEX STD V",
                "Cler:ETH ETHUD HIV OPIOIDUD PREGNANT PSY R SDV SEX STD V",
                "Dem:ETH ETHUD HIV OPIOIDUD PREGNANT PSY R SDV SEX STD V",
                "MHA:ETH ETHUD HIV OPIOIDUD PREGNANT SDV SEX STD V",
                "Cit:V"
            })
    void labelsAreHiddenFromWhoMayNotSeeThem(String group, String hidden) {
        assertEquals(hidden, String.join(" ", active().hiddenLabels(group)));
    }

    @Test
    void aNewVersionIsReadFromTheNextRequestAndOnlyOneIsActive() {
        String before = active().version();
        Database.asOwner("alter table access_matrix disable trigger by_two_people");
        Database.asOwner("insert into access_matrix values ('draft-x', 'draft', array['TREAT'])");
        assertThrows(
                IllegalStateException.class,
                () -> Database.asOwner("update access_matrix set state = 'active' where version = 'draft-x'"));

        Database.asOwner(
                "update access_matrix set state = case version when 'draft-x' then 'draft' else 'retired' end");
        Database.asOwner("update access_matrix set state = 'active' where version = 'draft-x'");
        AccessMatrix during = active();
        Database.asOwner("delete from access_matrix where version = 'draft-x'");
        Database.asOwner("update access_matrix set state = 'active' where version = ?", before);
        Database.asOwner("update access_matrix set state = 'draft' where version = 't-db'");
        Database.asOwner("alter table access_matrix enable trigger by_two_people");

        assertEquals("draft-x", during.version());
        assertTrue(during.access(List.of("R8000")).levels().isEmpty());
        assertEquals(before, active().version());
    }

    @Test
    void aMatrixInForceIsNeverEdited() {
        for (String edit : List.of(
                "update access_level set level = 'F' where role_group = 'Cler'",
                "delete from label_rule where label = 'PSY'",
                "insert into role_code values ('2026-01', 'R8004', 'Doc')")) {
            assertThrows(IllegalStateException.class, () -> Database.asOwner(edit));
        }
    }

    @Test
    void theServiceCannotChangeTheMatrix() {
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update access_level set level = 'F' where role_group = 'Cler'"));
    }
}
