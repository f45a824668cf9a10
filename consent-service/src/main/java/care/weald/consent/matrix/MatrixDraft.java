package care.weald.consent.matrix;

import care.weald.consent.matrix.MatrixContent.Named;
import care.weald.consent.matrix.MatrixContent.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a version of the matrix from the form in which one is published, strictly: of the categories, facets, role groups and
 * labels that there are, each cell once, and never a purpose of use that is not of direct care. The first fault is kept and
 * named by its place, never by its value.
 */
public final class MatrixDraft {

    private static final Set<String> CARE = Set.of("TREAT", "ETREAT", "COC");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{1,32}");
    private static final Pattern ROLE = Pattern.compile("R[0-9]{4}");
    private static final Pattern CONDITION =
            Pattern.compile("review|override|duty|overseas-visitor-team|role:R[0-9]{4}");
    private static final Set<String> LEVELS = Set.of("F", "K", "A", "B", "none");
    private static final String ALLERGY = "cat-10/allergy";

    private final MatrixContent known;
    private final Set<String> categories;
    private final Set<String> facets;
    private final Set<String> groups;
    private Optional<String> fault = Optional.empty();

    private MatrixDraft(MatrixContent known) {
        this.known = known;
        this.categories = codes(known.names().categories());
        this.facets = codes(known.names().facets());
        this.groups = new HashSet<>();
        known.groups().forEach(group -> groups.add(group.code()));
    }

    /** What reading a draft gives. */
    public sealed interface Read {

        /** It can be read. */
        record Right(MatrixContent content) implements Read {}

        /** It cannot, at this place. */
        record Wrong(String place) implements Read {}
    }

    /** Reads {@code json}, of the names that {@code known} has. */
    public static Read read(JsonNode json, MatrixContent known) {
        MatrixDraft draft = new MatrixDraft(known);
        MatrixContent content = draft.content(json);
        return draft.fault.<Read>map(Read.Wrong::new).orElseGet(() -> new Read.Right(content));
    }

    private MatrixContent content(JsonNode json) {
        String version = json.path("version").asText("");
        check(VERSION.matcher(version).matches(), "version");
        Set<String> purposes = texts(json.path("purposes"));
        check(!purposes.isEmpty() && CARE.containsAll(purposes), "purposes");
        Map<String, String> roles = roles(json.path("roleGroups"));
        List<Cell> cells = cells(json.path("cells"));
        Map<String, Set<String>> labels = labels(json.path("labels"));
        checkAllergies(cells);
        Names names = known.names();
        return new MatrixContent(version, purposes, names, known.groups(), roles, cells, labels);
    }

    private Map<String, String> roles(JsonNode array) {
        Map<String, String> roles = new HashMap<>();
        for (int i = 0; i < array.size(); i++) {
            String place = "roleGroups[" + i + "]";
            String group = array.get(i).path("code").asText("");
            check(groups.contains(group), place + ".code");
            for (String role : texts(array.get(i).path("roles"))) {
                check(ROLE.matcher(role).matches() && roles.put(role, group) == null, place + ".roles");
            }
        }
        check(!roles.isEmpty(), "roleGroups");
        return roles;
    }

    private List<Cell> cells(JsonNode array) {
        List<Cell> cells = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String place = "cells[" + i + "]";
            JsonNode cell = array.get(i);
            String category = cell.path("category").asText("");
            String group = cell.path("roleGroup").asText("");
            check(categories.contains(category), place + ".category");
            check(groups.contains(group) && seen.add(category + group), place + ".roleGroup");
            cells.add(new Cell(category, group, "", "", level(cell.path("level"), place)));
            cell.path("facets").properties().forEach(facet -> {
                check(facets.contains(facet.getKey()) && facet.getKey().startsWith(category + "/"), place + ".facets");
                cells.add(new Cell(category, group, facet.getKey(), "", level(facet.getValue(), place)));
            });
            Set<String> conditions = new HashSet<>();
            for (JsonNode line : cell.path("conditional")) {
                String condition = line.path("condition").asText("");
                check(CONDITION.matcher(condition).matches() && conditions.add(condition), place + ".conditional");
                cells.add(new Cell(category, group, "", condition, level(line.path("level"), place)));
            }
        }
        check(!cells.isEmpty(), "cells");
        return cells;
    }

    private Level level(JsonNode level, String place) {
        boolean right = LEVELS.contains(level.asText(""));
        check(right, place + ".level");
        return right ? Level.of(level.asText()) : Level.NONE;
    }

    private Map<String, Set<String>> labels(JsonNode array) {
        Set<String> all = codes(known.names().labels());
        Map<String, Set<String>> labels = new HashMap<>();
        for (int i = 0; i < array.size(); i++) {
            String code = array.get(i).path("code").asText("");
            Set<String> seen = texts(array.get(i).path("roleGroups"));
            check(all.contains(code) && labels.put(code, seen) == null, "labels[" + i + "].code");
            check(groups.containsAll(seen), "labels[" + i + "].roleGroups");
        }
        return labels;
    }

    /** Allergies are never hidden from a care role that sees anything of their category (S140). */
    private void checkAllergies(List<Cell> cells) {
        Map<String, Level> category = new HashMap<>();
        Map<String, Level> allergy = new HashMap<>();
        cells.stream().filter(cell -> cell.condition().isEmpty()).forEach(cell -> {
            if (cell.code().equals("cat-10")) {
                category.put(cell.roleGroup(), cell.level());
            } else if (cell.code().equals(ALLERGY)) {
                allergy.put(cell.roleGroup(), cell.level());
            }
        });
        known.groups().stream()
                .filter(group -> group.kind() == RoleGroup.Kind.CARE)
                .map(RoleGroup::code)
                .filter(group -> category.getOrDefault(group, Level.NONE).isShown())
                .forEach(group -> check(
                        allergy.getOrDefault(group, category.getOrDefault(group, Level.NONE))
                                        .compareTo(Level.K)
                                >= 0,
                        ALLERGY));
    }

    private void check(boolean right, String place) {
        if (!right && fault.isEmpty()) {
            fault = Optional.of(place);
        }
    }

    private static Set<String> codes(List<Named> all) {
        Set<String> codes = new HashSet<>();
        all.forEach(one -> codes.add(one.code()));
        return codes;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText("")));
        return texts;
    }
}
