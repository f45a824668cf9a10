package care.weald.consent.matrix;

import care.weald.consent.matrix.MatrixContent.Named;
import care.weald.consent.matrix.MatrixContent.Names;
import care.weald.consent.support.ExpectedMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The matrix made from the hand-written copy, for tests without a database. */
public final class SampleMatrix {

    /** All of it; labels V and R only, R for doctors. */
    public static final AccessMatrix MATRIX = matrix();

    private SampleMatrix() {}

    private static AccessMatrix matrix() {
        Map<String, String> roles = new HashMap<>();
        ExpectedMatrix.ROLES.forEach((group, codes) -> codes.forEach(code -> roles.put(code, group)));
        List<RoleGroup> groups = new ArrayList<>();
        ExpectedMatrix.ROLES.keySet().forEach(code -> groups.add(new RoleGroup(code, code, kind(code))));
        List<Cell> cells = new ArrayList<>();
        ExpectedMatrix.cells().forEach(cell -> add(cells, cell));
        List<Named> labels = List.of(new Named("R", "Restricted"), new Named("V", "Very restricted"));
        return new AccessMatrix(new MatrixContent(
                "2026-01",
                Set.of("TREAT", "ETREAT", "COC"),
                new Names(List.of(), List.of(), labels),
                groups,
                roles,
                cells,
                Map.of("R", Set.of("Doc"))));
    }

    private static RoleGroup.Kind kind(String group) {
        return switch (group) {
            case "Cler", "Dem", "MHA" -> RoleGroup.Kind.ADMINISTRATIVE;
            case "Cit" -> RoleGroup.Kind.CITIZEN;
            case "Oversight" -> RoleGroup.Kind.OVERSIGHT;
            case "Analyst" -> RoleGroup.Kind.ANALYST;
            case "Support" -> RoleGroup.Kind.SUPPORT;
            default -> RoleGroup.Kind.CARE;
        };
    }

    private static void add(List<Cell> cells, ExpectedMatrix.Cell cell) {
        for (String part : cell.parts()) {
            String facet = "";
            String condition = "";
            String level = part.equals("-") ? "none" : part;
            if (part.contains("?")) {
                level = part.substring(0, part.indexOf('?'));
                condition = part.substring(part.indexOf('?') + 1);
            } else if (part.startsWith("R")) {
                level = part.substring(part.indexOf('=') + 1);
                condition = "role:" + part.substring(0, part.indexOf('='));
            } else if (part.contains("=")) {
                level = part.substring(part.indexOf('=') + 1);
                facet = cell.category() + "/" + part.substring(0, part.indexOf('='));
            }
            cells.add(new Cell(cell.category(), cell.group(), facet, condition, Level.of(level)));
        }
    }

    /** What the copy gives a job role for one cell: code and level, nothing for what needs another fact. */
    static Map<String, String> expected(ExpectedMatrix.Cell cell, String role) {
        Map<String, String> found = new TreeMap<>();
        for (String part : cell.parts()) {
            if (part.startsWith(role + "=")) {
                found.put(cell.category(), part.substring(part.indexOf('=') + 1));
            } else if (part.contains("=") && !part.startsWith("R")) {
                found.put(
                        cell.category() + "/" + part.substring(0, part.indexOf('=')),
                        part.substring(part.indexOf('=') + 1));
            } else if (part.length() == 1 && !part.equals("-")) {
                found.put(cell.category(), part);
            }
        }
        return found;
    }
}
