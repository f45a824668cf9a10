package care.weald.gateway.partner;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SMART scopes of an access token: the outer bound of what a partner's app may ask for at all (SMART App Launch 2.2,
 * scopes). A scope that cannot be held to, such as one with a query, grants nothing.
 */
public final class SmartScopes {

    /** What a read needs. */
    public static final String READ = "r";

    /** What a search needs. */
    public static final String SEARCH = "s";

    /** What an operation that gives several resources needs, one of them. */
    public static final String READ_OR_SEARCH = "rs";

    /** What changing a resource needs. */
    public static final String UPDATE = "u";

    private static final String EVERY_TYPE = "*";
    private static final Pattern SCOPE = Pattern.compile(
            "(?<who>user|patient|system)/(?<type>\\*|[A-Z][A-Za-z]{1,63})\\.(?<may>read|write|\\*|(?=.)c?r?u?d?s?)");

    private final Set<String> scopes;

    /** The scopes as the token has them. */
    public SmartScopes(Set<String> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    /** True when one of the letters in {@code anyOf} is granted for this resource type. */
    public boolean cover(String type, String anyOf) {
        return granted().anyMatch(scope -> scope.isFor(type) && scope.mayAnyOf(anyOf));
    }

    /** True when that holds for each of these types; with none of them, for every type there is. */
    public boolean coverAll(Collection<String> types, String anyOf) {
        return types.isEmpty() ? cover(EVERY_TYPE, anyOf) : types.stream().allMatch(type -> cover(type, anyOf));
    }

    /** True when a system may create or update every type: a feed holds what it will. */
    public boolean coverFeed() {
        return coverFeed(EVERY_TYPE);
    }

    /** True when a system may create or update this type. */
    public boolean coverFeed(String type) {
        return granted().anyMatch(scope -> scope.system() && scope.isFor(type) && scope.mayAnyOf("cu"));
    }

    /** True when a system may delete this type. */
    public boolean coverRemoval(String type) {
        return granted().anyMatch(scope -> scope.system() && scope.isFor(type) && scope.mayAnyOf("d"));
    }

    private Stream<Granted> granted() {
        return scopes.stream().flatMap(scope -> Granted.parse(scope).stream());
    }

    private record Granted(boolean system, String type, String letters) {

        static Optional<Granted> parse(String scope) {
            Matcher form = SCOPE.matcher(scope);
            return form.matches()
                    ? Optional.of(new Granted(
                            form.group("who").equals("system"), form.group("type"), letters(form.group("may"))))
                    : Optional.empty();
        }

        /** SMART v1's words as the letters of v2. */
        private static String letters(String may) {
            return switch (may) {
                case "read" -> "rs";
                case "write" -> "cud";
                case "*" -> "cruds";
                default -> may;
            };
        }

        boolean isFor(String wanted) {
            return type.equals(EVERY_TYPE) || type.equals(wanted);
        }

        boolean mayAnyOf(String wanted) {
            return wanted.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
        }
    }

    @Override
    public String toString() {
        return "SmartScopes" + scopes;
    }
}
