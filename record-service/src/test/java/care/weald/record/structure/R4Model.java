package care.weald.record.structure;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the table of {@code r4-structure.txt} from HAPI FHIR's R4 model. */
final class R4Model {

    private static final List<String> RESOURCES = List.of(
            "AllergyIntolerance",
            "Appointment",
            "Basic",
            "Binary",
            "CarePlan",
            "CareTeam",
            "Composition",
            "Condition",
            "Consent",
            "DetectedIssue",
            "Device",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "EpisodeOfCare",
            "FamilyMemberHistory",
            "Flag",
            "Goal",
            "Group",
            "HealthcareService",
            "ImagingStudy",
            "Immunization",
            "List",
            "Location",
            "Medication",
            "MedicationAdministration",
            "MedicationDispense",
            "MedicationRequest",
            "MedicationStatement",
            "Observation",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "Provenance",
            "Questionnaire",
            "QuestionnaireResponse",
            "RelatedPerson",
            "ResearchSubject",
            "RiskAssessment",
            "ServiceRequest",
            "Specimen",
            "Substance");

    private final FhirContext context = FhirContext.forR4();
    private final Map<String, List<String>> types = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();
    private final Deque<BaseRuntimeElementDefinition<?>> waiting = new ArrayDeque<>();

    String table() {
        types.put("Element", List.of("id 0 1 string", "extension 0 * Extension"));
        for (String name : RESOURCES) {
            var type = context.getResourceDefinition(name);
            types.put(name + "*", elements(type, type.getImplementingClass().getName()));
        }
        while (!waiting.isEmpty()) {
            var type = waiting.removeFirst();
            types.put(nameOf(type), elements(type, type.getImplementingClass().getName()));
        }
        StringBuilder text = new StringBuilder(
                "# FHIR R4 (4.0.1) structure; written by StructureTableTest from HAPI FHIR's R4 model.\n");
        types.forEach((name, lines) -> {
            text.append('=').append(name).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    private List<String> elements(BaseRuntimeElementDefinition<?> type, String where) {
        if (!(type instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            throw new IllegalStateException("not composite: " + where);
        }
        List<String> lines = new ArrayList<>();
        for (BaseRuntimeChildDefinition child : composite.getChildrenAndExtension()) {
            String size = " " + Math.min(1, child.getMin()) + " " + (child.getMax() == 1 ? "1" : "*") + " ";
            switch (child.getElementName()) {
                case "contained" -> lines.add("contained" + size + "Resource");
                case "extension", "modifierExtension" -> {
                    lines.add(child.getElementName() + " 0 * Extension");
                    enqueue(context.getElementDefinition("Extension"));
                }
                default -> add(lines, child, size);
            }
        }
        return lines.stream().distinct().toList();
    }

    private void add(List<String> lines, BaseRuntimeChildDefinition child, String size) {
        boolean choice = child.getValidChildNames().stream()
                .anyMatch(name -> name.length()
                                > child.getElementName().replace("[x]", "").length()
                        && !name.equals(child.getElementName() + "Resource"));
        String common = child.getElementName().replace("[x]", "");
        for (String name : new TreeSet<>(child.getValidChildNames())) {
            var type = child.getChildByName(name);
            if (type == null || (name.endsWith("Resource") && !name.equals("resource"))) {
                continue;
            }
            String typeName = nameOf(type);
            boolean primitive = Primitives.NAMES.contains(typeName);
            if (!primitive) {
                enqueue(type);
            }
            lines.add(name + size + typeName + codes(child, choice ? " " + common : ""));
        }
    }

    /** Backbone elements of two resources may share a simple name. */
    private static String nameOf(BaseRuntimeElementDefinition<?> type) {
        Class<?> owner = type.getImplementingClass().getEnclosingClass();
        return owner == null
                ? type.getName()
                : owner.getSimpleName() + "." + type.getImplementingClass().getSimpleName();
    }

    private void enqueue(@Nullable BaseRuntimeElementDefinition<?> type) {
        if (type != null && seen.add(nameOf(type))) {
            waiting.add(type);
        }
    }

    private static String codes(BaseRuntimeChildDefinition child, String choice) {
        if (!(child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition enumeration)) {
            return choice;
        }
        Set<String> codes = new TreeSet<>();
        for (Object constant : Arrays.asList(enumeration.getBoundEnumType().getEnumConstants())) {
            try {
                Method toCode = enumeration.getBoundEnumType().getMethod("toCode");
                Object code = toCode.invoke(constant);
                if (code != null && !"NULL".equals(constant.toString()) && !"?".equals(code)) {
                    codes.add(code.toString());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return (choice.isEmpty() ? " " : choice) + " " + String.join("|", codes);
    }
}
