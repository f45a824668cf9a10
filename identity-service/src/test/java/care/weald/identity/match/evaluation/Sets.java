package care.weald.identity.match.evaluation;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.DemographicsBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The public sets, read into entries. The truth columns go into {@link Entry#truth} and nowhere else. */
final class Sets {

    private Sets() {}

    /** A FEBRL file; the person is the number in {@code rec_id}. */
    static List<Entry> febrl(Path file) {
        return Csv.read(file).stream().map(Sets::febrl).toList();
    }

    private static Entry febrl(Map<String, String> row) {
        Demographics demographics = febrlDemographics(row);
        long truth = Long.parseLong(get(row, "rec_id").split("-", 4)[1]);
        return new Entry(demographics, truth, get(row, "rec_id").contains("org") ? "org" : "dup", row.toString());
    }

    /** A record with FEBRL's columns. */
    static Demographics febrlDemographics(Map<String, String> row) {
        return Demographics.builder()
                .identifier("urn:soc-sec-id", get(row, "soc_sec_id"))
                .given(List.of(get(row, "given_name")))
                .family(get(row, "surname"))
                .birthDate(get(row, "date_of_birth"))
                .address(
                        List.of(get(row, "street_number") + " " + get(row, "address_1"), get(row, "address_2")),
                        get(row, "suburb"),
                        get(row, "postcode"))
                .build();
    }

    /** Splink's small set; the person is the cluster. */
    static List<Entry> fake(Path file) {
        return Csv.read(file).stream()
                .map(row -> new Entry(
                        Demographics.builder()
                                .given(List.of(get(row, "first_name")))
                                .family(get(row, "surname"))
                                .birthDate(get(row, "dob"))
                                .address(List.of(), get(row, "city"), "")
                                .email(get(row, "email"))
                                .build(),
                        Long.parseLong(get(row, "cluster")),
                        "",
                        row.toString()))
                .toList();
    }

    /** A UK-shaped file: the index or its queries. */
    static List<Entry> ukmpi(Path file) {
        return Csv.read(file).stream().map(Sets::ukmpi).toList();
    }

    private static Entry ukmpi(Map<String, String> row) {
        String truth = get(row, "truth");
        boolean index = row.containsKey("old_nhs");
        DemographicsBuilder out = Demographics.builder()
                .nhsNumber(get(row, "nhs"), index)
                .formerNhsNumber(get(row, "old_nhs"))
                .given(List.of(get(row, "given"), get(row, "middle")))
                .family(get(row, "family"))
                .previousFamily(get(row, "previous_family"))
                .birthDate(get(row, "birth_date"))
                .gender(get(row, "gender"))
                .address(List.of(get(row, "line")), get(row, "town"), get(row, "postcode"))
                .previousPostcode(get(row, "previous_postcode"))
                .phone(get(row, "phone"))
                .email(get(row, "email"));
        long person = truth.isEmpty() ? -1 : Long.parseLong(truth.substring(1));
        return new Entry(out.build(), person, get(row, "source"), row.toString());
    }

    private static String get(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }
}
