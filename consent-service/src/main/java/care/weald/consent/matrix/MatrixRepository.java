package care.weald.consent.matrix;

import care.weald.consent.matrix.MatrixContent.Named;
import care.weald.consent.matrix.MatrixContent.Names;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The matrix as stored. */
@ApplicationScoped
class MatrixRepository {

    private static final String ACTIVE = "select version from access_matrix where state = 'active'";
    private static final String EXISTS = "select from access_matrix where version = $1";
    private static final String PURPOSES = "select purposes from access_matrix where version = $1";
    private static final String NAMES = """
            select 1 as kind, code, name from information_category
            union all select 2, code, name from facet
            union all select 3, code, name from label
            order by kind, code""";
    private static final String GROUPS = "select code, name, kind from role_group order by place";
    private static final String ROLES = "select code, role_group from role_code where matrix = $1";
    private static final String CELLS = """
            select category, role_group, facet, condition, level from access_level where matrix = $1
            order by category, role_group, facet, condition""";
    private static final String LABELS = "select label, role_group from label_rule where matrix = $1";

    private final Pool pool;

    MatrixRepository(Pool pool) {
        this.pool = pool;
    }

    /** The version in force; fails when there is none. */
    Uni<String> active() {
        return pool.preparedQuery(ACTIVE)
                .execute()
                .map(rows -> rows.iterator().next().getString("version"));
    }

    /** Whether there is such a version, in whatever state. */
    Uni<Boolean> exists(String version) {
        return pool.preparedQuery(EXISTS).execute(Tuple.of(version)).map(rows -> rows.size() > 0);
    }

    /** One version; fails when there is no such one. */
    Uni<AccessMatrix> load(String version) {
        Tuple key = Tuple.of(version);
        return Uni.combine()
                .all()
                .unis(
                        rows(PURPOSES, key, row -> Set.copyOf(List.of(row.getArrayOfStrings("purposes")))),
                        rows(NAMES, Tuple.tuple(), MatrixRepository::name),
                        rows(GROUPS, Tuple.tuple(), MatrixRepository::group),
                        rows(ROLES, key, row -> Map.entry(row.getString("code"), row.getString("role_group"))),
                        rows(CELLS, key, MatrixRepository::cell),
                        rows(LABELS, key, row -> Map.entry(row.getString("label"), row.getString("role_group"))))
                .with((purposes, names, groups, roles, cells, labels) -> new AccessMatrix(new MatrixContent(
                        version, purposes.getFirst(), names(names), groups, one(roles), cells, all(labels))));
    }

    private static Map<String, String> one(List<Map.Entry<String, String>> pairs) {
        return pairs.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Set<String>> all(List<Map.Entry<String, String>> pairs) {
        return pairs.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private static RoleGroup group(Row row) {
        return new RoleGroup(row.getString("code"), row.getString("name"), RoleGroup.Kind.of(row.getString("kind")));
    }

    private record NameRow(int kind, Named named) {}

    private static NameRow name(Row row) {
        return new NameRow(row.getInteger("kind"), new Named(row.getString("code"), row.getString("name")));
    }

    private static Names names(List<NameRow> rows) {
        Function<Integer, List<Named>> of = kind -> rows.stream()
                .filter(row -> row.kind() == kind)
                .map(NameRow::named)
                .toList();
        return new Names(of.apply(1), of.apply(2), of.apply(3));
    }

    private static Cell cell(Row row) {
        return new Cell(
                row.getString("category"),
                row.getString("role_group"),
                row.getString("facet"),
                row.getString("condition"),
                Level.of(row.getString("level")));
    }

    private <T> Uni<List<T>> rows(String sql, Tuple parameters, Function<Row, T> read) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }
}
