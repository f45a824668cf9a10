package care.weald.identity.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.compare.Possible;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import care.weald.identity.population.AustralianPeople;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.FebrlChanges;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sketch never passes over anybody whom the whole record would have let through. */
class SieveTest {

    private static final int OTHERS = 16;
    private static final String[] NAMES = {
        "",
        "A",
        "B",
        "AL",
        "ALI",
        "ALY",
        "ANN",
        "ANNE",
        "BETH",
        "ELIZABETH",
        "LIZ",
        "JAMES",
        "JIM",
        "SMITH",
        "SMYTH",
        "SMITHE",
        "O'BRIEN-SMITH",
        "BRIEN",
        "SMITH JONES",
        "Ольга",
        "Олга",
        "عمر",
        "NG",
        "WOLFESCHLEGELSTEINHAUSENBERGERDORFF",
        "WOLFESCHLEGELSTEINHAUSENBERGERDORF",
        "baby",
        "MARIA",
        "MARY",
        "MOLLY"
    };
    private static final String[] PLACES = {
        "",
        "M1 1AA",
        "M1 1AB",
        "M11 1AA",
        "M1",
        "LS1 4AP",
        "LS14AP",
        "S1 4AP",
        "SW1A 1AA",
        "SW1A1AB",
        "W1A 1AA",
        "2612",
        "2613",
        "612",
        "26",
        "75008 CEDEX",
        "ZZ99 3VZ"
    };
    private static final String[] DATES = {
        "", "1970", "1970-05", "1970-05-07", "1970-07-05", "1970-05-08", "1980-05-07", "1970-01-01"
    };
    private static final String[] LINES = {
        "", "1 High Street", "1 High St", "12 High Street", "Flat 2, 1 High Street", "The Mill"
    };
    private static final String[] TOWNS = {"", "Leeds", "Leeds West", "Ledes", "Manchester", "Machester"};
    private static final String[] PHONES = {"", "0113 496 0001", "0113 496 0010", "0113 496 0002", "07700 900123"};
    private static final String[] NUMBERS = {"", "9990000018", "9990000026", "9990000019", "9990000091"};

    private static void noneIsLost(Matcher matcher, List<Demographics> records, SplittableRandom random) {
        for (int i = 0; i < records.size(); i++) {
            Profile asked = Profile.of(records.get(i));
            Sieve sieve = matcher.sieve(asked);
            for (int j = 0; j < OTHERS; j++) {
                int near = Math.clamp(i + random.nextInt(-6, 7), 0, records.size() - 1);
                Profile other = Profile.of(records.get(j % 2 == 0 ? near : random.nextInt(records.size())));
                if (isAnybody(matcher, asked, other, false) || isAnybody(matcher, asked, other, true)) {
                    assertTrue(sieve.mayBe(ByteBuffer.wrap(Possible.sketch(other)), 0), i + " has lost somebody");
                }
            }
        }
    }

    private static boolean isAnybody(Matcher matcher, Profile asked, Profile other, boolean restricted) {
        return !matcher.rank(asked, List.of(new Candidate(new UUID(0, 1), other, restricted)), false)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nobodyIsLostAmongRelativesAndNamesakes(long seed) {
        Clerk clerk = new Clerk(seed);
        List<Demographics> records = new ArrayList<>();
        new Population(seed).people(500).forEach(person -> {
            records.add(Registration.of(person).demographics());
            records.add(clerk.register(person).demographics());
            records.add(clerk.register(person).demographics());
        });

        noneIsLost(new Matcher(Model.shipped(), 2_000_000), records, new SplittableRandom(seed));
        noneIsLost(new Matcher(Model.shipped(), 4_000, "acute"), records, new SplittableRandom(seed));
        noneIsLost(new Matcher(Model.starting(), 2_000_000), records, new SplittableRandom(seed));
    }

    @Test
    void nobodyIsLostWhereNobodyLivesTogether() {
        AustralianPeople people = new AustralianPeople(21);
        FebrlChanges changes = new FebrlChanges(22, 2, 10);
        List<Demographics> records = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            Map<String, String> original = people.next();
            records.add(febrl(original));
            records.add(febrl(changes.changed(original)));
        }

        noneIsLost(new Matcher(Model.shipped(), new Census(5_000, 0.0001), ""), records, new SplittableRandom(23));
    }

    private static Demographics febrl(Map<String, String> row) {
        return Demographics.builder()
                .identifier("urn:soc-sec-id", row.getOrDefault("soc_sec_id", ""))
                .given(List.of(row.getOrDefault("given_name", "")))
                .family(row.getOrDefault("surname", ""))
                .birthDate(row.getOrDefault("date_of_birth", ""))
                .address(
                        List.of(row.getOrDefault("street_number", "") + " " + row.getOrDefault("address_1", "")),
                        row.getOrDefault("suburb", ""),
                        row.getOrDefault("postcode", ""))
                .build();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void nobodyIsLostWhateverIsWritten(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Demographics> records = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            records.add(anything(random));
        }

        noneIsLost(new Matcher(Model.shipped(), 1_024), records, random);
        noneIsLost(new Matcher(Model.starting(), 1_024), records, random);
    }

    private static Demographics anything(SplittableRandom random) {
        DemographicsBuilder built = Demographics.builder()
                .nhsNumber(one(random, NUMBERS), random.nextBoolean())
                .formerNhsNumber(random.nextInt(5) == 0 ? one(random, NUMBERS) : "")
                .identifier(random.nextBoolean() ? "KZ001 a" : "KZ002 b", one(random, PHONES))
                .given(List.of(
                        one(random, NAMES), one(random, NAMES), random.nextInt(4) == 0 ? one(random, NAMES) : ""))
                .family(one(random, NAMES))
                .birthDate(one(random, DATES))
                .gender(random.nextInt(3) == 0 ? "" : random.nextBoolean() ? "male" : "female")
                .address(List.of(one(random, LINES)), one(random, TOWNS), one(random, PLACES))
                .phone(one(random, PHONES))
                .email(random.nextInt(3) == 0 ? "a.smith" + random.nextInt(3) + "@example.org" : "");
        if (random.nextInt(4) == 0) {
            built = built.previousPostcode(one(random, PLACES)).previousFamily(one(random, NAMES));
        }
        return random.nextInt(6) == 0
                ? built.address(List.of(one(random, LINES)), one(random, TOWNS), one(random, PLACES))
                        .phone(one(random, PHONES))
                        .build()
                : built.build();
    }

    private static String one(SplittableRandom random, String[] of) {
        return of[random.nextInt(of.length)];
    }

    @Test
    void mostWhoShareABirthDateArePassedOver() {
        Matcher matcher = new Matcher(Model.shipped(), 2_000_000);
        List<Profile> people = new ArrayList<>();
        new Population(41).people(1_000).forEach(person -> {
            Demographics one = Registration.of(person).demographics();
            people.add(Profile.of(new Demographics(
                    one.numbers(),
                    one.given(),
                    one.families(),
                    19700507,
                    one.sex(),
                    one.location(),
                    one.deceased(),
                    one.seen())));
        });
        int left = 0;
        for (Profile asked : people.subList(0, 50)) {
            Sieve sieve = matcher.sieve(asked);
            left += (int) people.stream()
                    .filter(one -> sieve.mayBe(ByteBuffer.wrap(Possible.sketch(one)), 0))
                    .count();
        }

        assertTrue(left >= 50 && left < 50 * 300, left + " of 50 times 1,000 are left");
    }

    @Test
    void aSketchHasItsLength() {
        assertEquals(
                Possible.BYTES,
                Possible.sketch(Profile.of(Demographics.builder().build())).length);
    }
}
