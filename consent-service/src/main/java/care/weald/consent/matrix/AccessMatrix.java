package care.weald.consent.matrix;

import care.weald.consent.matrix.MatrixContent.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One version of the matrix, ready to answer: what each job role sees is worked out once, when it is loaded. */
public final class AccessMatrix {

    private final MatrixContent content;
    private final Map<String, RoleGroup> groups;
    private final Map<String, String> groupOf;
    private final Map<String, Access> byRole = new HashMap<>();

    /** A matrix of this content; one that names a role group that is not there fails. */
    public AccessMatrix(MatrixContent content) {
        this.content = content;
        this.groups = content.groups().stream().collect(Collectors.toMap(RoleGroup::code, group -> group));
        this.groupOf = new HashMap<>(content.roleGroupOf());
        content.groups().stream()
                .filter(group -> group.kind() == RoleGroup.Kind.CITIZEN)
                .forEach(group -> groupOf.put(RoleGroup.CITIZEN_ROLE, group.code()));
        groupOf.forEach((role, group) -> {
            if (!groups.containsKey(group)) {
                throw new IllegalArgumentException("no such role group in the matrix: " + group);
            }
            byRole.put(role, new Access(levels(group, Set.of("role:" + role)), hiddenLabels(group)));
        });
    }

    /**
     * What a caller may see by its job role alone.
     *
     * @param levels for each category and facet
     * @param hiddenLabels labels of items that are not shown to it
     */
    public record Access(Levels levels, Set<String> hiddenLabels) {

        /** Nothing at all. */
        public static final Access NONE = new Access(Levels.NOTHING, Set.of());
    }

    /** Its data. */
    public MatrixContent content() {
        return content;
    }

    /** The name of this version. */
    public String version() {
        return content.version();
    }

    /** The role group of a job role code; empty for a role that is not in the matrix. */
    public Optional<RoleGroup> group(String role) {
        return Optional.ofNullable(groupOf.get(role)).map(groups::get);
    }

    /**
     * What a caller with all these job roles may see. Of several roles the stricter counts for each category, and a
     * label is hidden when it is hidden from one of them; a role that is not known takes everything away.
     */
    public Access access(List<String> roles) {
        return roles.stream()
                .map(role -> byRole.getOrDefault(role, Access.NONE))
                .reduce(AccessMatrix::stricter)
                .orElse(Access.NONE);
    }

    private static Access stricter(Access one, Access other) {
        Set<String> hidden = new TreeSet<>(one.hiddenLabels());
        hidden.addAll(other.hiddenLabels());
        return new Access(one.levels().stricter(other.levels()), hidden);
    }

    /** The levels of a role group when these conditions hold: the highest of its lines that apply. */
    public Levels levels(String roleGroup, Set<String> conditions) {
        Map<String, Level> found = new HashMap<>();
        content.cells().stream()
                .filter(cell -> cell.roleGroup().equals(roleGroup) && cell.holds(conditions))
                .forEach(cell -> found.merge(cell.code(), cell.level(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return Levels.shown(found);
    }

    /** Every label there is. */
    public Set<String> labels() {
        return content.names().labels().stream().map(Named::code).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels whose items a role group does not see. */
    public Set<String> hiddenLabels(String roleGroup) {
        return content.names().labels().stream()
                .map(Named::code)
                .filter(label ->
                        !content.labelGroups().getOrDefault(label, Set.of()).contains(roleGroup))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
