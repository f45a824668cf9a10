package care.weald.identity.match.compare;

import java.util.function.Function;

/**
 * Where profiles get their names, places and lines from. A table that gives equal texts the same object keeps millions of
 * profiles small.
 *
 * @param name names by normalised text
 * @param place places by normalised postcode
 * @param line lines by normalised text
 */
public record Parts(Function<String, Name> name, Function<String, Place> place, Function<String, Line> line) {

    /** A new object for every text. */
    public static final Parts FRESH = new Parts(Name::new, Place::new, Line::new);
}
