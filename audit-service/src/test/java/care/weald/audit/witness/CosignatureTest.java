package care.weald.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CosignatureTest {

    /** The example of C2SP tlog-cosignature, cosigned by OpenSSL with the first key of RFC 8032 section 7.1. */
    private static final String TEXT =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static final String LINE =
            "\u2014 witness.example.com/w1 fm9KqgAAAABkGFDL+TPmh4BYuAjsYRoqMJCWb/gWJaeRF/kmm5tlCr9sJ57DLErur7K0yDXc2ArN+TIuotuB/HbuL3AJsp3bv/aNCQ==\n";

    private static final NoteKey W1 = NoteKey.parse(
                    "witness.example.com/w1+7e6f4aaa+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea")
            .orElseThrow();

    private static final Instant TIME = Instant.ofEpochSecond(1_679_315_147);

    @Test
    void aCosignatureOfAnotherImplementationVerifies() {
        assertEquals(Optional.of(new Cosignature(W1, TIME, LINE)), Cosignature.in(TEXT + "\n" + LINE, W1));
    }

    @Test
    void aCosignatureOfAnotherHeadDoesNot() {
        assertEquals(Optional.empty(), Cosignature.in(TEXT.replace("20852163", "20852164") + "\n" + LINE, W1));
        assertEquals(Optional.empty(), Cosignature.in(TEXT.replace("behind", "before") + "\n" + LINE, W1));
    }

    @Test
    void aCosignatureWithAnotherTimeDoesNot() {
        assertEquals(Optional.empty(), Cosignature.in(TEXT + "\n" + LINE.replace("ABkGFDL", "ABkGFDM"), W1));
    }

    @Test
    void aCosignatureUnderAnotherNameOrByAnotherKeyIsPassedOver() {
        NoteKey other =
                NoteSigner.make("witness.example.com/w1", NoteKey.WITNESS).known();

        assertEquals(Optional.empty(), Cosignature.in(TEXT + "\n" + LINE, other));
        assertEquals(Optional.empty(), Cosignature.in(TEXT + "\n" + LINE.replace("/w1", "/w2"), W1));
    }

    @Test
    void aLogsKeyCosignsNothing() {
        NoteSigner log = NoteSigner.make("example.com/behind-the-sofa", NoteKey.LOG);
        Cosignature made = Cosignature.make(TEXT + "\n" + LINE, log, TIME);

        assertEquals(Optional.empty(), Cosignature.in(TEXT + "\n" + made.line(), log.known()));
    }

    @Test
    void whatIsNoNoteHasNoCosignature() {
        for (String text :
                new String[] {"", "\n\n", LINE, TEXT, TEXT + "\n", TEXT + "\n\u2014 witness.example.com/w1 A\n"}) {
            assertEquals(Optional.empty(), Cosignature.in(text, W1));
        }
    }

    @Test
    void theNewestOfSeveralCounts() {
        NoteSigner key = NoteSigner.make("witness.example.com/w3", NoteKey.WITNESS);
        Cosignature older = Cosignature.make(TEXT + "\n", key, TIME);
        Cosignature newer = Cosignature.make(TEXT + "\n", key, TIME.plusSeconds(9));

        assertEquals(Optional.of(newer), Cosignature.in(TEXT + "\n" + newer.line() + older.line(), key.known()));
    }
}
