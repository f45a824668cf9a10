package care.weald.record.search;

import care.weald.record.category.ItemType;
import care.weald.record.category.ItemType.ReferenceParameter;
import java.util.List;
import java.util.Optional;

/**
 * What a page brings along: a closed list, without wildcards and without going on from what is included (FHIR R4 search,
 * 3.1.1.5.4).
 *
 * @param forward what the items of the page refer to ({@code _include})
 * @param reverse what refers to them ({@code _revinclude})
 */
record Inclusion(List<Reference> forward, List<Reference> reverse) {

    Inclusion {
        forward = List.copyOf(forward);
        reverse = List.copyOf(reverse);
    }

    /** {@code source:parameter}, which leads to {@code target}. */
    record Reference(String source, String parameter, String target) {

        private static Optional<Reference> of(String value) {
            String[] parts = value.split(":", -1);
            if (parts.length < 2 || parts.length > 3) {
                return Optional.empty();
            }
            return ItemType.of(parts[0])
                    .flatMap(type -> type.reference(parts[1]))
                    .map(ReferenceParameter::type)
                    .filter(target -> parts.length == 2 || target.equals(parts[2]))
                    .map(target -> new Reference(parts[0], parts[1], target));
        }
    }

    /** Reads the values of both parameters for a search of {@code type}. */
    static Inclusion parse(ItemType type, List<String> include, List<String> revInclude) {
        return new Inclusion(
                include.stream()
                        .map(value -> Reference.of(value)
                                .filter(one -> one.source().equals(type.name()))
                                .orElseThrow(() -> unknown("_include")))
                        .distinct()
                        .toList(),
                revInclude.stream()
                        .map(value -> Reference.of(value)
                                .filter(one -> one.target().equals(type.name()))
                                .orElseThrow(() -> unknown("_revinclude")))
                        .distinct()
                        .toList());
    }

    /** True when nothing is brought along. */
    boolean isEmpty() {
        return forward.isEmpty() && reverse.isEmpty();
    }

    private static BadParameter unknown(String parameter) {
        return new BadParameter(parameter, "There is no such reference to include by here");
    }
}
