package care.weald.identity.population;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Records with FEBRL's columns. */
public final class AustralianPeople {

    private final SplittableRandom random;

    /** The records of {@code seed}. */
    public AustralianPeople(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next original. */
    public Map<String, String> next() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("given_name", chance(3) ? "" : lower(Community.BRITISH.given(random, random.nextBoolean())));
        row.put("surname", chance(1) ? "" : lower(Community.BRITISH.family(random)));
        row.put("street_number", chance(3) ? "" : Integer.toString(1 + (int) Math.abs(random.nextGaussian() * 60)));
        row.put("address_1", lower(street()));
        row.put("address_2", chance(40) ? "" : lower(Community.BRITISH.family(random)));
        row.put("suburb", chance(1) ? "" : lower(Community.BRITISH.family(random)));
        row.put("postcode", Integer.toString(2000 + random.nextInt(5000)));
        row.put(
                "date_of_birth",
                chance(3)
                        ? ""
                        : String.format(
                                "%d%02d%02d",
                                1900 + random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        row.put("soc_sec_id", Integer.toString(1_000_000 + random.nextInt(9_000_000)));
        return row;
    }

    private String street() {
        return Address.of(random.nextInt(), random.nextInt(100_000))
                .line()
                .replaceAll("[0-9]|Flat|,", "")
                .strip();
    }

    private boolean chance(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
