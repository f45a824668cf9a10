package care.weald.identity.population;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records with FEBRL's columns, and copies of them with FEBRL's kinds of changes. */
public final class AustralianPeople {

    private static final List<String> CHANGED = List.of(
            "given_name",
            "surname",
            "street_number",
            "address_1",
            "address_2",
            "suburb",
            "postcode",
            "date_of_birth",
            "soc_sec_id");
    private static final int[] WEIGHT = {29, 34, 18, 35, 40, 28, 17, 8, 10};

    private final SplittableRandom random;
    private final Typist typist;

    /** The records of {@code seed}. */
    public AustralianPeople(long seed) {
        this.random = new SplittableRandom(seed);
        this.typist = new Typist(random);
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

    /** A copy with one to four changed fields, seldom more, one change each. */
    public Map<String, String> changed(Map<String, String> original) {
        Map<String, String> copy = new LinkedHashMap<>(original);
        if (chance(4)) {
            copy.put("given_name", original.getOrDefault("surname", ""));
            copy.put("surname", original.getOrDefault("given_name", ""));
        }
        int most = chance(3) ? 7 : 4;
        int changes = 0;
        for (int i = 0; i < CHANGED.size() && changes < most; i++) {
            int field = random.nextInt(CHANGED.size());
            if (chance(WEIGHT[field] * 1.1)) {
                copy.computeIfPresent(CHANGED.get(field), this::change);
                changes++;
            }
        }
        return copy;
    }

    private String change(String field, String value) {
        boolean digits = !value.isEmpty() && Character.isDigit(value.charAt(0));
        if (value.length() < 2) {
            return value;
        }
        if (chance(12)) {
            boolean kept = field.equals("soc_sec_id") || field.equals("postcode");
            return kept ? next().getOrDefault(field, "") : "";
        }
        if (chance(12)) {
            return next().getOrDefault(field, "");
        }
        String wrong = digits ? typist.wrongDigit(value) : typist.wrong(value);
        return chance(25) ? digits ? typist.wrongDigit(wrong) : typist.wrong(wrong) : wrong;
    }

    private boolean chance(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
