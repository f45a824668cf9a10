package care.weald.identity.match.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    private static final String LETTERS = "AABCDEEFGHIJKLMNOPRSTUVWYZ";

    @Test
    void jaroWinklerIsThatOfCommonsText() {
        // Given
        SplittableRandom random = new SplittableRandom(5);
        JaroWinklerSimilarity theirs = new JaroWinklerSimilarity();

        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = random.nextInt(3) == 0 ? word(random) : slipped(a, random);

            // Then
            assertEquals(theirs.apply(a, b), JaroWinkler.similarity(a, b), 1e-12, a + " " + b);
        }
    }

    @Test
    void jaroWinklerOfNothing() {
        assertEquals(1, JaroWinkler.similarity("", ""));
        assertEquals(0, JaroWinkler.similarity("", "A"));
        assertEquals(1, JaroWinkler.similarity("A".repeat(20_000), "A".repeat(20_000)));
    }

    @Test
    void oneSlipIsFoundBothWays() {
        // Given
        SplittableRandom random = new SplittableRandom(6);

        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = slipped(a, random);

            // Then
            assertEquals(!a.equals(b), Slip.one(a, b), a + " " + b);
            assertEquals(Slip.one(a, b), Slip.one(b, a));
        }
    }

    @ParameterizedTest
    @CsvSource({"ABCD, ACBDE", "AB, BACD", "KELBOURNE, KLEBUORNE", "SAME, SAME", "'', ''"})
    void twoSlipsAreNotOne(String a, String b) {
        assertFalse(Slip.one(a, b));
    }

    @Test
    void oneDigitOrTwoNeighbours() {
        assertTrue(Slip.oneDigit(19610314, 19610315, 8));
        assertTrue(Slip.oneDigit(19610314, 19610341, 8));
        assertTrue(Slip.oneDigit(19610314, 91610314, 8));
        assertFalse(Slip.oneDigit(19610314, 19610325, 8));
        assertFalse(Slip.oneDigit(19610314, 19610314, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "ROBERT, R163",
        "RUPERT, R163",
        "ASHCRAFT, A261",
        "TYMCZAK, T522",
        "PFISTER, P236",
        "HONEYMAN, H555",
        "LEE, L000",
        "'', ''",
        "عمر, ''",
    })
    void soundexIsTheAmericanOne(String name, String code) {
        assertEquals(code, Soundex.text(name));
    }

    @Test
    void aNameWithoutLatinLettersHasItsOwnSound() {
        assertTrue(Soundex.of("عمر") != Soundex.of("سارة"));
        assertEquals(Soundex.of("عمر"), Soundex.of("عمر"));
    }

    @Test
    void oneOrTwoSlipsAreTheDistanceOfDamerau() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 20_000; i++) {
            String a = word(random).substring(0, 1) + word(random);
            String b = slipped(slipped(a, random), random);
            int distance = restricted(a, b);

            assertEquals(distance == 1, Slip.one(a, b), a + " " + b);
            assertEquals(distance == 2, Slip.two(a, b), a + " " + b);
            assertEquals(Slip.two(a, b), Slip.two(b, a));
        }
    }

    /** Damerau's distance in which nothing is changed twice, by the table. */
    private static int restricted(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                boolean turned =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                d[i][j] = turned ? Math.min(d[i][j], d[i - 2][j - 2] + 1) : d[i][j];
            }
        }
        return d[a.length()][b.length()];
    }

    private static String word(SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        int length = 1 + random.nextInt(14);
        for (int i = 0; i < length; i++) {
            out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return out.toString();
    }

    private static String slipped(String word, SplittableRandom random) {
        StringBuilder out = new StringBuilder(word);
        int at = random.nextInt(word.length());
        switch (random.nextInt(4)) {
            case 0 -> out.insert(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
            case 1 -> out.deleteCharAt(at);
            case 2 -> out.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
            default -> {
                if (at + 1 < word.length()) {
                    out.setCharAt(at, word.charAt(at + 1));
                    out.setCharAt(at + 1, word.charAt(at));
                }
            }
        }
        return out.toString();
    }
}
