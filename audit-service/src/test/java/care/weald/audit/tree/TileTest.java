package care.weald.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

    @Test
    void aNumberIsWrittenInGroupsOfThree() {
        assertEquals("0/x001/x234/067", new Tile(0, 1_234_067, 256).path());
        assertEquals("entries/000.p/7", new Tile(Tile.ENTRIES, 0, 7).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/000", "3/x001/x234/067", "entries/x001/000", "1/255.p/255", "entries/000.p/1"})
    void aPathIsReadAsItIsWritten(String path) {
        assertEquals(Optional.of(path), Tile.parse(path).map(Tile::path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8/000",
                "0/0",
                "0/0000",
                "0/x000/001",
                "0/001/002",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "",
                "0/000/",
                "-1/000",
                "data/000",
                "0/x001/x001/x001/x001/x001/x001/001",
                "0/\u0661\u0661\u0661"
            })
    void anotherFormIsNone(String path) {
        assertEquals(Optional.empty(), Tile.parse(path));
    }

    @Test
    void aTileIsInATreeThatHasAllOfIt() {
        assertTrue(new Tile(0, 1, 44).isIn(300));
        assertFalse(new Tile(0, 1, 45).isIn(300));
        assertTrue(new Tile(1, 0, 1).isIn(300));
        assertFalse(new Tile(1, 0, 2).isIn(300));
        assertFalse(new Tile(2, 0, 1).isIn(300));
    }
}
