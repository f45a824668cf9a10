package care.weald.consent.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LevelsTest {

    private static final Levels SOME = Levels.shown(
            Map.of("cat-11", Level.K, "cat-11/immunisation", Level.F, "cat-14", Level.A, "cat-20", Level.B));

    @Test
    void aFacetThatIsNotThereHasTheLevelOfItsCategory() {
        assertEquals(Level.F, SOME.of("cat-11/immunisation"));
        assertEquals(Level.A, SOME.of("cat-14/anything"));
        assertEquals(Level.NONE, SOME.of("cat-15/tep"));
        assertEquals(Level.NONE, SOME.of("cat-20"));
    }

    @Test
    void aFacetThatIsHiddenDoesNotFallBackToItsCategory() {
        for (Level hidden : List.of(Level.NONE, Level.B)) {
            Levels levels = Levels.shown(
                    Map.of("cat-11", Level.K, "cat-11/immunisation", hidden, "cat-15", Level.F, "cat-15/tep", Level.K));

            assertEquals(Level.NONE, levels.of("cat-11/immunisation"));
            assertEquals(Map.of("cat-15", Level.F, "cat-15/tep", Level.K), levels.byCode());
        }
    }

    @Test
    void otherFacetsStayWhereOneIsHidden() {
        Levels levels = Levels.shown(Map.of("cat-15", Level.F, "cat-15/tep", Level.NONE, "cat-15/discharge", Level.K));

        assertEquals(Map.of("cat-15/discharge", Level.K), levels.byCode());
        assertEquals(
                Map.of("cat-15/discharge", Level.K),
                levels.stricter(Levels.shown(Map.of("cat-15", Level.F))).byCode());
    }

    @Test
    void leavingOutACategoryLeavesOutItsFacets() {
        assertEquals(Set.of("cat-14"), SOME.without(Set.of("cat-11")).byCode().keySet());
    }

    @Test
    void ofTwoTheStricterCounts() {
        Levels other = Levels.shown(Map.of("cat-11", Level.F, "cat-13", Level.F));

        assertEquals(
                Map.of("cat-11", Level.K, "cat-11/immunisation", Level.F),
                SOME.stricter(other).byCode());
    }

    @Test
    void severalRolesSeeWhatAllOfThemMaySee() {
        AccessMatrix matrix = SampleMatrix.MATRIX;

        AccessMatrix.Access both = matrix.access(List.of("R8000", "R8006"));

        assertEquals(matrix.access(List.of("R8006")).levels(), both.levels());
        assertEquals(Set.of("R", "V"), both.hiddenLabels());
        assertTrue(matrix.access(List.of("R8000", "R9999")).levels().isEmpty());
        assertTrue(matrix.access(List.of()).levels().isEmpty());
    }
}
