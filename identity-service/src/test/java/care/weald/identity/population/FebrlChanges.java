package care.weald.identity.population;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Copies of records with FEBRL's columns, changed as FEBRL's generator changes them: so many changes a record and a field at
 * most; letters put in, left out, replaced (by a neighbour on the keyboard, to the eye or to the ear) and exchanged; words
 * split, merged and put in another order; values lost, found, replaced by another's, and exchanged between fields.
 */
public final class FebrlChanges {

    private enum Kind {
        MISSPELT,
        SLIP,
        OTHER,
        WORDS,
        SPLIT,
        MERGED,
        LOST
    }

    /** A column, how often it is changed, and how often in each of the kinds above. */
    private record Column(String name, int share, List<Integer> kinds) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("given_name", 25, List.of(30, 50, 10, 2, 1, 1, 6)),
            new Column("surname", 27, List.of(30, 53, 8, 2, 2, 1, 4)),
            new Column("street_number", 15, List.of(0, 50, 35, 0, 0, 0, 15)),
            new Column("address_1", 28, List.of(10, 68, 4, 3, 5, 6, 4)),
            new Column("address_2", 33, List.of(10, 55, 5, 3, 5, 4, 18)),
            new Column("suburb", 22, List.of(35, 48, 6, 2, 3, 2, 4)),
            new Column("postcode", 13, List.of(0, 94, 5, 0, 0, 0, 1)),
            new Column("date_of_birth", 7, List.of(0, 62, 8, 0, 0, 0, 30)),
            new Column("soc_sec_id", 8, List.of(0, 76, 24, 0, 0, 0, 0)));

    private final SplittableRandom random;
    private final Typist typist;
    private final AustralianPeople others;
    private final int mostOfField;
    private final int mostOfRecord;

    /** The changes of {@code seed}. */
    public FebrlChanges(long seed, int mostOfField, int mostOfRecord) {
        this.random = new SplittableRandom(seed);
        this.typist = new Typist(random);
        this.others = new AustralianPeople(random.nextLong());
        this.mostOfField = mostOfField;
        this.mostOfRecord = mostOfRecord;
    }

    /** A copy of {@code original} with at least one change. */
    public Map<String, String> changed(Map<String, String> original) {
        Map<String, String> copy = new LinkedHashMap<>(original);
        int left = number(mostOfRecord, 55);
        left -= exchange(copy, "given_name", "surname", 7) + exchange(copy, "address_1", "address_2", 2);
        List<Column> columns = new ArrayList<>(COLUMNS);
        while (left > 0 && !columns.isEmpty()) {
            Column column = pick(columns);
            columns.remove(column);
            for (int i = number(Math.min(mostOfField, left), 20); i > 0; i--) {
                copy.computeIfPresent(column.name(), (_, value) -> change(column, value));
                left--;
            }
        }
        return copy;
    }

    /** At least one, one more each time with that chance. */
    private int number(int most, int percent) {
        int number = 1;
        while (number < most && chance(percent)) {
            number++;
        }
        return number;
    }

    private int exchange(Map<String, String> copy, String one, String other, int percent) {
        if (!chance(percent)) {
            return 0;
        }
        String first = copy.getOrDefault(one, "");
        copy.put(one, copy.getOrDefault(other, ""));
        copy.put(other, first);
        return 2;
    }

    private Column pick(List<Column> columns) {
        int at = random.nextInt(columns.stream().mapToInt(Column::share).sum());
        for (Column column : columns) {
            at -= column.share();
            if (at < 0) {
                return column;
            }
        }
        return columns.getFirst();
    }

    private String change(Column column, String value) {
        if (value.isEmpty()) {
            return chance(10) ? another(column) : value;
        }
        return switch (kind(column)) {
            case MISSPELT -> typist.wrong(value);
            case SLIP -> Character.isDigit(value.charAt(0)) ? typist.wrongDigit(value) : typist.slip(value);
            case OTHER -> another(column);
            case WORDS -> turned(value);
            case SPLIT -> split(value);
            case MERGED -> value.replaceFirst(" ", "");
            case LOST -> "";
        };
    }

    private Kind kind(Column column) {
        int at = random.nextInt(100);
        List<Kind> kinds = List.of(Kind.values());
        for (int i = 0; i < kinds.size(); i++) {
            at -= column.kinds().get(i);
            if (at < 0) {
                return kinds.get(i);
            }
        }
        return Kind.SLIP;
    }

    private String another(Column column) {
        return others.next().getOrDefault(column.name(), "");
    }

    private static String turned(String value) {
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(space + 1) + " " + value.substring(0, space);
    }

    private String split(String value) {
        int at = random.nextInt(value.length());
        return value.substring(0, at) + " " + value.substring(at);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
