package care.weald.record.search;

import care.weald.record.category.ItemFacts;
import care.weald.record.category.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The alternatives of a token parameter.
 *
 * @param exact values as they are stored: {@code code}, {@code system|code} or {@code |code}
 * @param systems prefixes {@code system|}, for any code of a system
 */
record Tokens(List<String> exact, List<String> systems) {

    Tokens {
        exact = List.copyOf(exact);
        systems = List.copyOf(systems);
    }

    static Tokens parse(String parameter, String value) {
        List<String> exact = new ArrayList<>();
        List<String> systems = new ArrayList<>();
        for (String one : Values.alternatives(parameter, value)) {
            int bar = one.indexOf('|');
            String system = bar < 0 ? "" : Token.canonical(one.substring(0, bar));
            String code = one.substring(bar + 1);
            if (bar >= 0 && code.isEmpty() && system.isEmpty()) {
                throw new BadParameter(parameter, "The value has neither system nor code");
            }
            if (code.isEmpty()) {
                systems.add(system + "|");
            } else {
                exact.add(bar < 0 ? code : system + "|" + code);
            }
        }
        return new Tokens(exact, systems);
    }

    /** The same as the values of a further parameter are stored. */
    Tokens of(String parameter) {
        return new Tokens(
                exact.stream().map(one -> ItemFacts.further(parameter, one)).toList(),
                systems.stream().map(one -> ItemFacts.further(parameter, one)).toList());
    }

    /** What has neither system nor bar. */
    List<String> plain() {
        return exact.stream().filter(one -> one.indexOf('|') < 0).toList();
    }

    /** The codes alone, for elements of a fixed system. */
    List<String> codes() {
        return exact.stream().map(one -> one.substring(one.indexOf('|') + 1)).toList();
    }
}
