package care.weald.record.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.category.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedContractsFileTest {

    private static final String RIGHT =
            "{'organisation':'KZ063','feed':'pathology','cadence':'PT15M','lateAfter':'PT2H',"
                    + "'categories':['cat-16']}";

    private static List<FeedContract> parse(String text) {
        return FeedContractsFile.parse(text.replace('\'', '"'));
    }

    @Test
    void contractIsReadAsItIsWritten() {
        assertEquals(
                List.of(new FeedContract(
                        "KZ063",
                        "pathology",
                        "",
                        Duration.ofMinutes(15),
                        Duration.ofHours(2),
                        Set.of(Category.CAT_16))),
                parse("{'feeds':[" + RIGHT + "]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "'KZ063';'kz 063';feeds[0].organisation",
                "'pathology';'Pathology';feeds[0].feed",
                "'PT15M';'soon';feeds[0].cadence",
                "'PT15M';'PT0S';feeds[0].cadence",
                "'PT2H';'PT1M';feeds[0].lateAfter",
                "['cat-16'];[];feeds[0].categories",
                "['cat-16'];['cat-99'];feeds[0].categories",
                "'cadence';'rhythm';feeds[0]",
                "]};],'more':1};feeds[0]"
            })
    void whatIsWrongIsNamedByItsPlace(String right, String wrong, String place) {
        String text = "{'feeds':[" + RIGHT.replace(right, wrong) + "]}";
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(" " + place), refused::toString);
    }

    @Test
    void aNameIsThereOnceInAnOrganisation() {
        assertThrows(IllegalArgumentException.class, () -> parse("{'feeds':[" + RIGHT + "," + RIGHT + "]}"));
        assertThrows(IllegalArgumentException.class, () -> parse("{'feeds':"));
        assertThrows(IllegalArgumentException.class, () -> parse("{}"));
    }

    @Test
    void aFeedIsLateAfterItsLimitAndWhenItNeverCame() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        FeedContract contract = parse("{'feeds':[" + RIGHT + "]}").getFirst();
        FeedState inTime = new FeedState(contract, Optional.of(now.minus(Duration.ofHours(2))));
        FeedState late = new FeedState(contract, Optional.of(now.minus(Duration.ofHours(3))));
        FeedState silent = new FeedState(contract, Optional.empty());
        assertEquals(List.of("on-time", "late", "silent"), List.of(inTime.word(now), late.word(now), silent.word(now)));
        assertEquals(Map.of(), new Standing(List.of(inTime), now).late(Set.of("KZ063")));
        assertEquals(Map.of(), new Standing(List.of(late), now).late(Set.of("KZ016")));
        assertEquals(
                Map.of(Category.CAT_16, Optional.empty()),
                new Standing(List.of(late, silent), now).late(Set.of("KZ063")));
    }
}
