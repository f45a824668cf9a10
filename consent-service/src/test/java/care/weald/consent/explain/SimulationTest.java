package care.weald.consent.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.decision.RandomFacts;
import care.weald.consent.explain.Simulation.Kind;
import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.Cell;
import care.weald.consent.matrix.Level;
import care.weald.consent.matrix.MatrixContent;
import care.weald.consent.matrix.SampleMatrix;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another matrix would change, over many random decisions (D9). */
class SimulationTest {

    private static final int TRIES = 2_000;

    private static AccessMatrix changed(UnaryOperator<Cell> change) {
        MatrixContent content = SampleMatrix.MATRIX.content();
        return new AccessMatrix(new MatrixContent(
                "draft",
                content.purposes(),
                content.names(),
                content.groups(),
                content.roleGroupOf(),
                content.cells().stream().map(change).toList(),
                content.labelGroups()));
    }

    private static Cell none(Cell cell) {
        return cell.category().equals("cat-07") && cell.roleGroup().equals("Doc")
                ? new Cell(cell.category(), cell.roleGroup(), cell.facet(), cell.condition(), Level.NONE)
                : cell;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122, 424_242})
    void d9TheMatrixInForceChangesNothing(long seed) {
        List<RandomFacts.Made> made = RandomFacts.decided(new Random(seed), TRIES);

        Simulation simulation = Simulation.START.after(
                made.stream().map(RandomFacts.Made::logged).toList(), SampleMatrix.MATRIX, TRIES);

        assertEquals(TRIES, simulation.replayed());
        assertEquals(List.of(), simulation.changes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122, 424_242})
    void d9AnotherMatrixChangesExactlyWhatItWouldHaveDecidedOtherwise(long seed) {
        // Given
        List<RandomFacts.Made> made = RandomFacts.decided(new Random(seed), TRIES);
        AccessMatrix draft = changed(SimulationTest::none);

        // When
        Simulation simulation = Simulation.START.after(
                made.stream().map(RandomFacts.Made::logged).toList(), draft, TRIES);

        // Then
        Set<Object> expected = made.stream()
                .filter(one -> one.showsToDoctor("cat-07"))
                .map(one -> one.logged().id())
                .collect(Collectors.toSet());
        assertTrue(expected.size() > 10, "too few decisions show it: " + expected.size());
        assertEquals(
                expected,
                simulation.changes().stream().map(Simulation.Change::decision).collect(Collectors.toSet()));
        assertEquals(expected.size(), simulation.changed());
        assertEquals(Set.of(Kind.NARROWER), simulation.counts().keySet());
    }

    @ParameterizedTest
    @ValueSource(longs = 7)
    void whatIsCountedIsNotCutShortByWhatIsNamed(long seed) {
        List<RandomFacts.Made> made = RandomFacts.decided(new Random(seed), TRIES);

        Simulation simulation = Simulation.START.after(
                made.stream().map(RandomFacts.Made::logged).toList(), changed(SimulationTest::none), 3);

        assertEquals(3, simulation.changes().size());
        assertTrue(simulation.changed() > 3);
    }
}
