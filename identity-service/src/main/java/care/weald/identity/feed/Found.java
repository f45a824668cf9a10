package care.weald.identity.feed;

import care.weald.identity.link.SourcePatient.Registration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The registrations that an organisation's NHS numbers, person ids and source patient ids lead to. */
record Found(Map<String, List<Registration>> keys) {

    static final Found NOTHING = new Found(Map.of());

    Found {
        keys = Map.copyOf(keys);
    }

    /** One name, and a registration it leads to. */
    record Hit(String name, Registration key) {}

    static Found of(List<Hit> hits) {
        return new Found(hits.stream()
                .collect(Collectors.groupingBy(Hit::name, Collectors.mapping(Hit::key, Collectors.toList()))));
    }

    /** Where {@code name} leads: none, one, or several between which nobody can choose. */
    List<Registration> named(String name) {
        return keys.getOrDefault(name, List.of());
    }
}
