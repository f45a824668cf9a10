package care.weald.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LeafTest {

    @Test
    void theEmptyLeafHasTheHashThatEveryLogGivesIt() {
        // the reference vector of Certificate Transparency implementations
        assertEquals("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", hex(Leaf.hash(new byte[0])));
    }

    @Test
    void aLeafIsNotThePlainHashOfItsBytes() {
        byte[] zeroAndText = "\0event".getBytes(StandardCharsets.UTF_8);

        assertEquals(Leaf.plainHash(zeroAndText), hex(Leaf.hash("event".getBytes(StandardCharsets.UTF_8))));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
