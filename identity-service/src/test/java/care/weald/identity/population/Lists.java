package care.weald.identity.population;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lists written as words. */
final class Lists {

    private static final Map<String, List<String>> CUT = new ConcurrentHashMap<>();

    private Lists() {}

    static List<String> of(String words) {
        return CUT.computeIfAbsent(words, w -> List.of(w.split(" ", -1)));
    }
}
