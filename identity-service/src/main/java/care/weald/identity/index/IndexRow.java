package care.weald.identity.index;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.Location;
import care.weald.identity.match.Numbers;
import care.weald.identity.match.Sex;
import care.weald.identity.match.compare.Soundex;
import care.weald.identity.nhsnumber.NhsNumber;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Demographics as a row of {@code match_row}, and back. */
public final class IndexRow {

    /** The columns that {@link #of} reads, of a table that goes by {@code m}. */
    public static final String COLUMNS = """
            m.nhs_number::text as nhs_number, m.verified, m.rejected, m.identifiers, m.given, m.families, m.birth_date,
            m.sex, m.postcodes, m.previous_postcodes, m.lines, m.towns, m.phones, m.emails, m.deceased
            """;

    private IndexRow() {}

    /** The demographics in a row with {@link #COLUMNS}. */
    public static Demographics of(Row row) {
        NhsNumber nhs = Optional.ofNullable(row.getString("nhs_number"))
                .flatMap(NhsNumber::parse)
                .orElse(null);
        Numbers numbers = new Numbers(
                nhs, row.getBoolean("verified"), row.getString("rejected"), List.of(), texts(row, "identifiers"));
        Location location = new Location(
                texts(row, "postcodes"),
                texts(row, "previous_postcodes"),
                texts(row, "lines"),
                texts(row, "towns"),
                List.of(row.getArrayOfLongs("phones")),
                texts(row, "emails"));
        return new Demographics(
                numbers,
                texts(row, "given"),
                texts(row, "families"),
                row.getInteger("birth_date"),
                Sex.valueOf(row.getString("sex")),
                location,
                row.getInteger("deceased"),
                0);
    }

    private static List<String> texts(Row row, String column) {
        return List.of(row.getArrayOfStrings(column));
    }

    /** The Soundex codes of {@code names}. */
    static Integer[] sounds(List<String> names) {
        return names.stream().map(name -> Soundex.of(name.replace(" ", ""))).toArray(Integer[]::new);
    }
}
