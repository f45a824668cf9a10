package care.weald.record.search;

import care.weald.record.category.Facets;
import care.weald.record.category.ItemType;
import care.weald.record.item.ItemId;
import care.weald.record.permit.Permit;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random permits and searches for {@link LeakPropertyTest}. */
record LeakQueries(Random random, LeakWorld world, List<ReducedStore.Whole> whole) {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<String> TYPES = List.of(
            "Observation",
            "Observation",
            "Condition",
            "DiagnosticReport",
            "MedicationRequest",
            "Encounter",
            "DocumentReference");
    private static final List<String> PREFIXES = List.of("", "", "ge", "lt", "gt", "le", "ne", "sa", "eb", "ap");
    private static final Map<String, List<String>> INCLUDES = Map.of(
            "Observation",
                    List.of(
                            "_include=Observation:encounter",
                            "_include=Observation:has-member",
                            "_revinclude=DiagnosticReport:result",
                            "_revinclude=Observation:has-member"),
            "Condition", List.of("_include=Condition:encounter"),
            "DocumentReference",
                    List.of("_include=DocumentReference:relatesto", "_revinclude=DocumentReference:relatesto"),
            "DiagnosticReport", List.of("_include=DiagnosticReport:result", "_include=DiagnosticReport:encounter"),
            "MedicationRequest",
                    List.of("_include=MedicationRequest:medication", "_include=MedicationRequest:encounter"),
            "Encounter",
                    List.of(
                            "_revinclude=Observation:encounter",
                            "_revinclude=Condition:encounter",
                            "_revinclude=MedicationRequest:encounter"));

    /** A permit for some of the person's source patients, some levels, some labels. */
    Permit permit() {
        Map<String, Character> levels = new HashMap<>();
        for (String key : Facets.accessKeys()) {
            int chance = random.nextInt(8);
            if (chance < 6) {
                levels.put(key, "FFFKKA".charAt(chance));
            }
        }
        List<Set<String>> hidden = List.of(Set.of("V"), Set.of("V", "R"), Set.of("HIV"), Set.of("PSY", "V"), Set.of());
        return new Permit(
                "search",
                world.person(),
                random.nextInt(4) == 0 ? world.patients().subList(0, 1) : world.patients(),
                levels,
                hidden.get(random.nextInt(hidden.size())));
    }

    /** A search. */
    SearchQuery query() {
        String type = one(TYPES);
        ItemType item = ItemType.of(type).orElseThrow();
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        int conditions = List.of(0, 1, 1, 1, 2).get(random.nextInt(5));
        for (int i = 0; i < conditions; i++) {
            condition(item, parameters);
        }
        if (random.nextInt(3) == 0) {
            String[] include = one(INCLUDES.getOrDefault(type, List.of())).split("=", 2);
            parameters.add(include[0], include[1]);
        }
        if (random.nextInt(3) == 0) {
            parameters.add("_sort", one(List.of(item.times().getFirst().name(), "_lastUpdated", "-_lastUpdated")));
        }
        parameters.add("_count", String.valueOf(1 + random.nextInt(4)));
        if (random.nextInt(12) == 0) {
            parameters.add("_summary", one(List.of("count", "true", "text", "data")));
        }
        return SearchQuery.parse(item, parameters, NOW);
    }

    private void condition(ItemType type, MultivaluedMap<String, String> parameters) {
        List<String> own = new java.util.ArrayList<>(
                type.tokens().keySet().stream().sorted().toList());
        type.times().forEach(time -> own.add(time.name()));
        own.addAll(List.of("_id", "_lastUpdated", "_security"));
        type.reference("encounter").ifPresent(encounter -> own.add("encounter"));
        String name = one(own);
        boolean time = type.times().stream().anyMatch(one -> one.name().equals(name));
        parameters.add(name, time ? one(PREFIXES) + one(LeakWorld.DAYS) : value(name));
    }

    private String value(String name) {
        return switch (name) {
            case "_id" -> id("") + "," + id("");
            case "encounter" -> "Encounter/" + id("Encounter");
            case "_lastUpdated" -> one(List.of("ge2026-01-01", "lt2026-01-01"));
            case "_security", "security-label" -> one(List.of("cat-16", "cat-07", "R", "V", "HIV", "PSY"));
            case "status" -> one(List.of("final", "amended", "finished", "active", "current"));
            case "clinical-status" -> one(List.of("active", "resolved"));
            case "category" -> one(List.of("laboratory", "survey", "LAB", "problem-list-item"));
            default ->
                one(List.of("", "", "http://loinc.org|", "http://snomed.info/sct|", "urn:i|")) + one(LeakWorld.CODES);
        };
    }

    private String id(String type) {
        List<ReducedStore.Whole> some = whole.stream()
                .filter(item -> type.isEmpty() || item.type().equals(type))
                .toList();
        ReducedStore.Whole item = some.get(random.nextInt(some.size()));
        return new ItemId(item.patient(), item.item()).toString();
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
