package care.weald.identity.nhsnumber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NhsNumberTest {

    static Stream<String> nines() {
        Random random = new Random(20_261_122);
        return IntStream.range(0, 200).mapToObj(i -> String.format("%09d", random.nextInt(1_000_000_000)));
    }

    @ParameterizedTest
    @MethodSource("nines")
    void atMostOneCheckDigitHolds(String nine) {
        // Given the arithmetic done another way: the weighted sum of all ten digits is a multiple of 11
        String expected = IntStream.range(0, 10)
                .filter(check -> weighted(nine + check) % 11 == 0)
                .mapToObj(Integer::toString)
                .reduce("", String::concat);

        // When every check digit is tried
        String accepted = IntStream.range(0, 10)
                .filter(check -> NhsNumber.parse(nine + check).isPresent())
                .mapToObj(Integer::toString)
                .reduce("", String::concat);

        // Then
        assertEquals(expected, accepted);
        assertTrue(accepted.length() <= 1);
    }

    private static int weighted(String digits) {
        return IntStream.range(0, 10)
                .map(i -> (digits.charAt(i) - '0') * (i == 9 ? 1 : 10 - i))
                .sum();
    }

    @ParameterizedTest
    @MethodSource("nines")
    void oneWrongDigitIsNoticed(String nine) {
        IntStream.range(0, 10)
                .mapToObj(check -> nine + check)
                .filter(number -> NhsNumber.parse(number).isPresent())
                .forEach(number -> IntStream.range(0, 10).forEach(i -> {
                    char other = (char) ('0' + (number.charAt(i) - '0' + 1) % 10);
                    String wrong = number.substring(0, i) + other + number.substring(i + 1);
                    assertEquals(Optional.empty(), NhsNumber.parse(wrong));
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9912003888", "9000000009", "9000000025", "991 200 3888", " 9000000009 "})
    void validNumbersAreReadWithOrWithoutSpaces(String text) {
        assertEquals(
                text.replace(" ", ""),
                NhsNumber.parse(text).map(NhsNumber::value).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9912003814",
                "4123456879",
                "4857773456",
                "0000000000",
                "1111111111",
                "9999999999",
                "",
                "999",
                "99912003888",
                "99120O3888",
                "9912-003-888",
                "٩٩١٢٠٠٣٨٨٨"
            })
    void otherTextsAreRefused(String text) {
        assertEquals(Optional.empty(), NhsNumber.parse(text));
        assertThrows(IllegalArgumentException.class, () -> new NhsNumber(text));
    }

    @Test
    void theNumberIsNeverPrinted() {
        assertEquals("NhsNumber[***]", new NhsNumber("9912003888").toString());
    }
}
