package care.weald.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import care.weald.audit.witness.PolicyReader.Reading;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    private final List<String> keys = IntStream.range(0, 5)
            .mapToObj(i ->
                    NoteSigner.make("w.example/" + i, NoteKey.WITNESS).known().text())
            .toList();
    private final String log =
            NoteSigner.make("log.example", NoteKey.LOG).known().text();

    private final String nested =
            """
            # two organisations
            log %s https://log.example/
            witness X1 %s https://x1.example/prefix
            witness X2 %s
            \twitness X3 %s
            group X 2 X1 X2 X3
            witness Y1 %s
            witness Y2 %s
            group Y any Y1 Y2
            group both all X Y
            quorum both
            """.formatted(Stream.concat(Stream.of(log), keys.stream()).toArray());

    @Test
    void aQuorumOfGroupsIsMetByEnoughOfEach() {
        WitnessPolicy policy = read(nested);

        assertEquals(5, policy.witnesses().size());
        assertEquals("2 of (2 of (X1, X2, X3), 1 of (Y1, Y2))", policy.rule());
        assertEquals(true, policy.isMetBy(List.of(keys.get(0), keys.get(2), keys.get(4))));
        assertEquals(false, policy.isMetBy(List.of(keys.get(0), keys.get(1), keys.get(2))));
        assertEquals(false, policy.isMetBy(List.of(keys.get(0), keys.get(4))));
        assertEquals(false, policy.isMetBy(List.of()));
    }

    @Test
    void theQuorumNoneAsksForNobody() {
        assertEquals(
                true, read("witness a " + keys.getFirst() + "\nquorum none\n").isMetBy(List.of()));
    }

    @Test
    void whatCannotBeUnderstoodIsNamedByItsLine() {
        String a = "witness a " + keys.getFirst() + "\n";
        assertFault(1, "");
        assertFault(1, "witnesses a\n");
        assertFault(1, "witness a nokey\nquorum a\n");
        assertFault(1, "witness a " + log + "\nquorum a\n");
        assertFault(1, "log " + keys.getFirst() + "\nquorum none\n");
        assertFault(1, "witness none " + keys.getFirst() + "\nquorum none\n");
        assertFault(1, "witness a " + keys.getFirst() + " ftp://a.example\nquorum a\n");
        assertFault(1, "quorum a\n" + a);
        assertFault(2, a + "witness b " + keys.getFirst() + "\nquorum a\n");
        assertFault(2, a + "witness a " + keys.get(1) + "\nquorum a\n");
        assertFault(2, a + "group g 2 a\nquorum g\n");
        assertFault(2, a + "group g 0 a\nquorum g\n");
        assertFault(2, a + "group g all b\nquorum g\n");
        assertFault(2, a + "group g all a a\nquorum g\n");
        assertFault(3, a + "quorum a\nquorum none\n");
        assertFault(1, a);
    }

    private static WitnessPolicy read(String text) {
        return assertInstanceOf(Reading.Read.class, PolicyReader.read(text)).policy();
    }

    private static void assertFault(int line, String text) {
        int at = assertInstanceOf(Reading.Fault.class, PolicyReader.read(text)).line();
        assertEquals(text.isEmpty() ? 0 : line, at, text);
    }
}
