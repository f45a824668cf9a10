package care.weald.identity.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockKeysTest {

    @Test
    void keysAreStable() {
        assertArrayEquals(
                BlockKeys.of(People.alice().build()),
                BlockKeys.of(People.alice().build()));
        assertEquals(9, BlockKeys.of(People.alice().build()).length);
    }

    @Test
    void atMostTwelveDistinctKeys() {
        // Given
        DemographicsBuilder much = People.alice()
                .formerNhsNumber(People.OTHER_NUMBER)
                .previousFamily("Old")
                .previousFamily("Older")
                .previousPostcode("CT16 1PZ")
                .previousPostcode("TN1 1AA")
                .phone("07700 900456")
                .identifier("a", "12345")
                .identifier("b", "23456");

        // When
        long[] keys = BlockKeys.of(much.build());

        // Then
        assertEquals(BlockKeys.MOST, keys.length);
        assertEquals(keys.length, Arrays.stream(keys).distinct().count());
    }

    @Test
    void withoutLocationNoKeyTellsWhereSomebodyIs() {
        Demographics alice = People.alice().build();

        assertTrue(Arrays.stream(BlockKeys.of(alice)).anyMatch(BlockKeys::isLocation));
        assertFalse(Arrays.stream(BlockKeys.withoutLocation(alice)).anyMatch(BlockKeys::isLocation));
        assertFalse(Arrays.stream(BlockKeys.probe(alice, false)).anyMatch(BlockKeys::isLocation));
    }

    @Test
    void namesInTheWrongOrderShareAKey() {
        DemographicsBuilder right = Demographics.builder()
                .given(List.of("Alice"))
                .family("Wetherby")
                .birthDate("1961");
        DemographicsBuilder wrong = Demographics.builder()
                .given(List.of("Wetherby"))
                .family("Alice")
                .birthDate("1961");

        assertTrue(share(BlockKeys.of(right.build()), BlockKeys.probe(wrong.build(), true)));
    }

    @Test
    void aQueryWithoutABirthDateIsFoundByTheSoundOfItsName() {
        DemographicsBuilder undated =
                Demographics.builder().given(List.of("Alise")).family("Wetherbi");

        assertTrue(share(BlockKeys.of(People.alice().build()), BlockKeys.probe(undated.build(), true)));
        assertTrue(share(
                BlockKeys.of(undated.build()), BlockKeys.probe(People.alice().build(), false)));
    }

    @Test
    void aHouseIsAKeyWhateverElseIsWrong() {
        DemographicsBuilder right = Demographics.builder()
                .given(List.of("Alice"))
                .family("Wetherby")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN");
        DemographicsBuilder wrong = Demographics.builder()
                .given(List.of("Kalice"))
                .family("Bwetherby")
                .address(List.of("12 Quarry Ln"), "Faversham", "EM13 0RN");

        assertTrue(share(BlockKeys.of(right.build()), BlockKeys.probe(wrong.build(), true)));
        assertFalse(share(BlockKeys.of(right.build()), BlockKeys.probe(wrong.build(), false)));
    }

    @Test
    void nothingHasNoKeys() {
        assertEquals(0, BlockKeys.of(Demographics.builder().build()).length);
    }

    private static boolean share(long[] a, long[] b) {
        return Arrays.stream(a).anyMatch(key -> Arrays.stream(b).anyMatch(other -> other == key));
    }
}
