package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a search, in their order. Reading one that cannot be fails with {@link Faulted}. */
record Parameters(List<Parameter> list) {

    private static final int MOST = 60;
    private static final int LONGEST = 2_048;
    private static final Set<String> ABOUT_THE_FORM = Set.of("_format", "_pretty");
    /** What may stand in the audit trail: parameters whose values are codes, dates and numbers. */
    private static final Set<String> TOLD = Stream.concat(
                    Stream.of(
                            "_count",
                            "_type",
                            "_since",
                            "since",
                            "_asOf",
                            "_sort",
                            "_summary",
                            "_elements",
                            "_total",
                            "_include",
                            "_revinclude",
                            "category",
                            "code",
                            "date",
                            "status",
                            "outcome",
                            "subtype"),
                    Served.CLINICAL.values().stream()
                            .flatMap(type -> type.parameters().entrySet().stream())
                            .filter(parameter -> !parameter.getValue().equals("reference"))
                            .map(Map.Entry::getKey))
            .filter(name -> !name.equals("identifier") && !name.equals("_id"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern TOLD_VALUE = Pattern.compile("[A-Za-z0-9:/._,|+-]{1,200}");

    /** One of them. */
    record Parameter(String name, String value) {

        @Override
        public String toString() {
            return "Parameter[***]";
        }
    }

    Parameters {
        list = List.copyOf(list);
    }

    /** Reads a query or a form body ({@code application/x-www-form-urlencoded}). */
    static Parameters parse(@Nullable String encoded) {
        List<Parameter> found = new ArrayList<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&", MOST + 2)) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    found.add(new Parameter(
                            decode(equals < 0 ? pair : pair.substring(0, equals)),
                            decode(equals < 0 ? "" : pair.substring(equals + 1))));
                }
            }
        }
        if (found.size() > MOST) {
            throw invalid("");
        }
        return new Parameters(found);
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.length() > LONGEST || decoded.chars().anyMatch(c -> c < ' ' || c == 0xfffd)) {
                throw invalid("");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw invalid("");
        }
    }

    private static Faulted invalid(String place) {
        return new Faulted(Fault.of(Kind.INVALID_PARAMETER).at(place), "parameter");
    }

    /** These and then those. */
    Parameters and(Parameters more) {
        return new Parameters(Stream.concat(list.stream(), more.list.stream()).toList());
    }

    /** The value of a parameter that may be there once. */
    Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw invalid(name);
        }
        return values.stream().findFirst();
    }

    /** All values of a parameter. */
    List<String> all(String name) {
        return list.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** Whether the parameter is there. */
    boolean has(String name) {
        return !all(name).isEmpty();
    }

    /** Those that say what is asked for, without those that say in which form, or whose name is in {@code names}. */
    Parameters without(Set<String> names) {
        return new Parameters(list.stream()
                .filter(Predicate.not(p -> names.contains(p.name()) || ABOUT_THE_FORM.contains(p.name())))
                .toList());
    }

    /** Refuses any parameter that is not one of {@code names} or about the form. */
    void mustBeAmong(Set<String> names) {
        for (Parameter parameter : without(names).list()) {
            throw invalid(parameter.name());
        }
    }

    /** As a query, with its {@code ?} where there is any. */
    String toQuery() {
        return list.isEmpty() ? "" : "?" + encoded();
    }

    /** As a query without its {@code ?}. */
    String encoded() {
        return list.stream()
                .map(p -> encode(p.name()) + "=" + encode(p.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What the audit trail is told: never an identifier, never free text. */
    String told() {
        return list.stream()
                .filter(p ->
                        TOLD.contains(p.name()) && TOLD_VALUE.matcher(p.value()).matches())
                .map(p -> p.name() + "=" + p.value())
                .collect(Collectors.joining("&"));
    }

    /** What the audit trail is told where values are people's names and addresses: the names of the parameters. */
    String names() {
        return list.stream().map(Parameter::name).distinct().sorted().collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "Parameters[***]";
    }
}
