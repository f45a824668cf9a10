package care.weald.identity.match.evaluation;

import care.weald.identity.match.compare.Line;
import care.weald.identity.match.compare.Name;
import care.weald.identity.match.compare.Parts;
import care.weald.identity.match.compare.Place;
import java.util.HashMap;
import java.util.Map;

/** One object for each name and postcode, so that millions of profiles stay small. For one thread. */
final class SharedParts {

    private final Map<String, Name> names = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    Parts parts() {
        return new Parts(
                text -> names.computeIfAbsent(text, Name::new),
                text -> places.computeIfAbsent(text, Place::new),
                Line::new);
    }
}
