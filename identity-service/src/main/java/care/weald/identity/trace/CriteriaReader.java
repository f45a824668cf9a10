package care.weald.identity.trace;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.match.Sex;
import care.weald.identity.match.normalise.Emails;
import care.weald.identity.match.normalise.PersonNames;
import care.weald.identity.match.normalise.Phones;
import care.weald.identity.match.normalise.Postcodes;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.trace.Criteria.Days;
import care.weald.identity.trace.Criteria.Name;
import care.weald.identity.trace.Criteria.Place;
import care.weald.identity.trace.Criteria.Ways;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parameters of a search. */
final class CriteriaReader {

    static final int MOST_FOR_A_PERSON = 50;
    private static final int MOST_FOR_A_SYSTEM = 1;
    private static final int SHORTEST_NAME = 2;
    private static final Set<String> ONCE = Set.of(
            "_id",
            "identifier",
            "family",
            "family:exact",
            "given",
            "given:exact",
            "gender",
            "address-postalcode",
            "telecom",
            "active",
            "_fuzzy-match",
            "_exact-match",
            "_history",
            "_max-results");
    private static final String BIRTH_DATE = "birthdate";
    private static final Pattern DATE = Pattern.compile("(eq|ge|gt|le|lt)?(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    /** What a search cannot be made of. */
    static final class Unfit extends Exception {

        private final transient Fault fault;

        Unfit(Fault fault) {
            super("unfit", null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /** What is wrong, naming the parameter and never its value. */
    record Fault(Kind kind, String detail) {}

    private final Map<String, List<String>> given;
    private final String organisation;

    private CriteriaReader(Map<String, List<String>> given, String organisation) {
        this.given = given;
        this.organisation = organisation;
    }

    /** The criteria in {@code parameters}; a system is told of one person at most. */
    static Criteria read(Map<String, List<String>> parameters, String organisation, boolean system) throws Unfit {
        for (Map.Entry<String, List<String>> one : parameters.entrySet()) {
            boolean dates = one.getKey().equals(BIRTH_DATE) && one.getValue().size() <= 2;
            if (!dates && (!ONCE.contains(one.getKey()) || one.getValue().size() != 1)) {
                throw unfit(
                        one.getKey().matches("[a-z:_-]{1,40}") ? one.getKey() : "A parameter",
                        "is not offered, or not more than once");
            }
        }
        Criteria criteria = new CriteriaReader(parameters, organisation).criteria(system);
        if (!criteria.isEnough()) {
            throw new Unfit(new Fault(Kind.INVALID_PARAMETER, "An identifier, or family and birthdate, are wanted"));
        }
        return criteria;
    }

    private Criteria criteria(boolean system) throws Unfit {
        Optional<String[]> identifier = identifier();
        boolean nhs = identifier.filter(id -> id[0].equals(NhsNumber.SYSTEM)).isPresent();
        return new Criteria(
                nhs ? identifier.map(id -> id[1]) : Optional.empty(),
                nhs ? Optional.empty() : identifier.map(id -> SourcePatientId.of(organisation, id[0], id[1])),
                person(),
                name(),
                place(),
                text("active").isEmpty() ? Optional.empty() : Optional.of(flag("active")),
                new Ways(flag("_fuzzy-match"), flag("_exact-match"), flag("_history"), most(system)));
    }

    private String text(String name) {
        return given.getOrDefault(name, List.of("")).getFirst().strip();
    }

    private boolean flag(String name) throws Unfit {
        return switch (text(name)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw unfit(name, "is true or false");
        };
    }

    private static Unfit unfit(String name, String what) {
        return new Unfit(new Fault(Kind.INVALID_PARAMETER, name + " " + what));
    }

    private Optional<String[]> identifier() throws Unfit {
        if (!given.containsKey("identifier")) {
            return Optional.empty();
        }
        String[] parts = text("identifier").split("\\|", 2);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isBlank()) {
            throw unfit("identifier", "is a system and a value with | between them");
        }
        if (!parts[0].equals(NhsNumber.SYSTEM)) {
            return Optional.of(parts);
        }
        String number = NhsNumber.parse(parts[1])
                .map(NhsNumber::value)
                .orElseThrow(() -> new Unfit(new Fault(Kind.INVALID_IDENTIFIER, "The NHS number fails its check")));
        return Optional.of(new String[] {parts[0], number});
    }

    private Optional<UUID> person() throws Unfit {
        if (!given.containsKey("_id")) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text("_id")));
        } catch (IllegalArgumentException e) {
            throw unfit("_id", "is a UUID");
        }
    }

    private Name name() throws Unfit {
        String family = PersonNames.family(named("family"));
        List<String> first = PersonNames.given(List.of(named("given")));
        if (given.containsKey("family") && family.length() < SHORTEST_NAME) {
            throw unfit("family", "has two letters at least");
        }
        Days born = Days.ALL;
        for (String date : given.getOrDefault(BIRTH_DATE, List.of())) {
            born = born.and(days(date.strip()));
        }
        return new Name(
                family,
                first.isEmpty() ? "" : first.getFirst(),
                given.containsKey("family:exact") || given.containsKey("given:exact"),
                born,
                sex());
    }

    private String named(String name) {
        String value = given.containsKey(name) ? text(name) : text(name + ":exact");
        return value.endsWith("*") ? value.substring(0, value.length() - 1) : value;
    }

    private String sex() throws Unfit {
        return switch (text("gender")) {
            case "" -> "";
            case "male", "female", "other", "unknown" ->
                Sex.parse(text("gender")).name();
            default -> throw unfit("gender", "is male, female, other or unknown");
        };
    }

    private static Days days(String text) throws Unfit {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            throw unfit(BIRTH_DATE, "is a date, with eq, ge, gt, le or lt in front or without");
        }
        int first = first(date);
        int last = last(date);
        return switch (date.group(1) == null ? "eq" : date.group(1)) {
            case "ge" -> new Days(first, Days.ALL.last());
            case "gt" -> new Days(last + 1, Days.ALL.last());
            case "le" -> new Days(1, last);
            case "lt" -> new Days(1, first - 1);
            default -> new Days(first, last);
        };
    }

    private static int first(Matcher date) throws Unfit {
        try {
            int year = Integer.parseInt(date.group(2));
            if (date.group(4) != null) {
                return number(LocalDate.of(year, Integer.parseInt(date.group(3)), Integer.parseInt(date.group(4))));
            }
            return date.group(3) == null
                    ? year * 10_000
                    : number(YearMonth.of(year, Integer.parseInt(date.group(3))).atDay(1)) - 1;
        } catch (DateTimeException e) {
            throw unfit(BIRTH_DATE, "is no day that there is");
        }
    }

    private static int number(LocalDate day) {
        return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    private static int last(Matcher date) throws Unfit {
        int first = first(date);
        return date.group(4) != null ? first : date.group(3) != null ? first + 99 : first + 9_999;
    }

    private Place place() {
        String telecom = text("telecom");
        String value = telecom.substring(telecom.indexOf('|') + 1);
        boolean mail = value.indexOf('@') >= 0;
        return new Place(
                Postcodes.parse(text("address-postalcode")),
                mail ? 0 : Phones.parse(value),
                mail ? Emails.parse(value) : "");
    }

    private int most(boolean system) throws Unfit {
        String most = text("_max-results");
        if (!most.isEmpty()
                && (!most.matches("\\d{1,2}")
                        || Integer.parseInt(most) < 1
                        || Integer.parseInt(most) > MOST_FOR_A_PERSON)) {
            throw unfit("_max-results", "is a number from 1 to 50");
        }
        return system ? MOST_FOR_A_SYSTEM : most.isEmpty() ? MOST_FOR_A_PERSON : Integer.parseInt(most);
    }
}
