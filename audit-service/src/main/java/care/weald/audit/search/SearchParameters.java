package care.weald.audit.search;

import care.weald.audit.search.Criteria.Column;
import care.weald.audit.search.Criteria.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the query of a search. The list of parameters is closed: what is not on it is refused, never passed over. */
public final class SearchParameters {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> KNOWN = Set.of(
            "_id",
            "_lastUpdated",
            "patient",
            "date",
            "agent",
            "agent.identifier",
            "outcome",
            "type",
            "subtype",
            "action",
            "entity",
            "entity.identifier",
            "purpose",
            "source",
            "source.identifier",
            "_count",
            "_sort",
            "_cursor");

    /** The end of an identifier system of organisations. */
    private static final String ODS = "ods-organization-code";

    private static final String SERVICE = "urn:weald:";
    private static final int LONGEST = 256;

    private Optional<UUID> person = Optional.empty();
    private DateRange dates = DateRange.ALWAYS;
    private final List<Filter> filters = new ArrayList<>();
    private int count;
    private Cursor after = Cursor.START;

    private SearchParameters(int count) {
        this.count = count;
    }

    /** A query that can be answered, or the parameter that cannot. */
    public sealed interface Parsed {

        /** All parameters are understood. */
        record Understood(Criteria criteria) implements Parsed {}

        /** The first parameter at fault, by its name (empty when it is not known), and what is wrong with it. */
        record Faulty(String parameter, String detail) implements Parsed {}
    }

    /** Reads {@code query}; a page has {@code count} events unless it says, and at most {@code most}. */
    public static Parsed parse(Map<String, List<String>> query, int count, int most) {
        SearchParameters parameters = new SearchParameters(count);
        for (var parameter : query.entrySet()) {
            if (!KNOWN.contains(parameter.getKey())) {
                return new Parsed.Faulty("", "A parameter is not one of this search");
            }
            for (String value : parameter.getValue()) {
                if (value.isEmpty() || value.length() > LONGEST) {
                    return new Parsed.Faulty(parameter.getKey(), "has no value or one too long");
                }
                Optional<String> fault = parameters.read(parameter.getKey(), value, most);
                if (fault.isPresent()) {
                    return new Parsed.Faulty(parameter.getKey(), fault.get());
                }
            }
            if (parameter.getValue().size() > 1
                    && !Set.of("date", "_lastUpdated").contains(parameter.getKey())) {
                return new Parsed.Faulty(parameter.getKey(), "may be given once");
            }
        }
        return new Parsed.Understood(new Criteria(
                parameters.person, parameters.dates, parameters.filters, parameters.count, parameters.after));
    }

    private Optional<String> read(String name, String value, int most) {
        return switch (name) {
            case "patient" -> patient(value);
            case "date", "_lastUpdated" -> date(value);
            case "_count" -> count(value, most);
            case "_cursor" -> cursor(value);
            case "_sort" -> value.equals("-date") ? Optional.empty() : Optional.of("can only be -date");
            default -> filter(name, value);
        };
    }

    private Optional<String> patient(String value) {
        String id = value.startsWith("Patient/") ? value.substring("Patient/".length()) : value;
        if (!UUID_TEXT.matcher(id).matches()) {
            return Optional.of("must be a person's id");
        }
        person = Optional.of(UUID.fromString(id));
        return Optional.empty();
    }

    private Optional<String> date(String value) {
        Optional<DateRange> range = DateRange.parse(value);
        range.ifPresent(narrower -> dates = dates.and(narrower));
        return range.isPresent()
                ? Optional.empty()
                : Optional.of("must be a date with eq, ge, gt, le, lt or no prefix");
    }

    private Optional<String> count(String value, int most) {
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1) {
            return Optional.of("must be a whole number from 1");
        }
        count = Math.min(Integer.parseInt(value), most);
        return Optional.empty();
    }

    private Optional<String> cursor(String value) {
        Optional<Cursor> read = Cursor.parse(value);
        read.ifPresent(cursor -> after = cursor);
        return read.isPresent() ? Optional.empty() : Optional.of("must be one from a next link");
    }

    /** Codes joined by commas mean any of them; a token's {@code system|} is left out, for each code has one system. */
    private Optional<String> filter(String name, String value) {
        String plain = name.replace(".identifier", "");
        List<String> values = plain.equals("agent")
                ? List.of(value.substring(value.indexOf('|') + 1))
                : Arrays.stream(value.split(",", -1))
                        .map(code -> code.substring(code.lastIndexOf('|') + 1))
                        .map(code -> code.startsWith(SERVICE) ? code.substring(SERVICE.length()) : code)
                        .toList();
        if (values.contains("") || value.indexOf('\0') >= 0) {
            return Optional.of("has an empty value or one that cannot be");
        }
        if (plain.equals("_id")
                && !values.stream().allMatch(id -> UUID_TEXT.matcher(id).matches())) {
            return Optional.of("must be an event's id");
        }
        filters.add(new Filter(column(plain, value, values), values));
        return Optional.empty();
    }

    private static Column column(String name, String value, List<String> values) {
        if (name.equals("agent")) {
            return value.substring(0, Math.max(0, value.indexOf('|'))).endsWith(ODS)
                    ? Column.ORGANISATION
                    : Column.AGENT;
        }
        if (name.equals("outcome")) {
            return values.contains("0") ? Column.OUTCOME : Column.AMISS;
        }
        return Arrays.stream(Column.values())
                .filter(candidate -> candidate.parameter().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
