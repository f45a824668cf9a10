package care.weald.stack.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Synthea does not make for a person, and a shared care record is asked for. */
final class Additions {

    static final String SNOMED = "http://snomed.info/sct";
    static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    final Holders holders;
    private final String person;
    private final int index;
    private final ObjectNode patient;
    private final String subject;
    private final Map<String, List<ObjectNode>> made = new LinkedHashMap<>();

    Additions(String person, int index, ObjectNode patient, Holders holders) {
        this.person = person;
        this.index = index;
        this.patient = patient;
        this.holders = holders;
        this.subject = "urn:uuid:" + patient.path("id").textValue();
    }

    Map<String, List<ObjectNode>> all() {
        appointment("past", "fulfilled", TODAY.minusDays(40L + index * 9L));
        appointment("next", "booked", TODAY.plusDays(30L + index * 5L));
        var _ = document(
                holders.acute,
                "discharge",
                "373942005",
                "Discharge summary",
                "Discharged home after observation. Usual medicines to go on. GP to review in two weeks.");
        var _ = document(
                holders.gp,
                "referral",
                "25611000000107",
                "Referral letter",
                "Thank you for seeing this patient, who has asked for advice on long-term symptoms.");
        assessment();
        relative();
        if (index % 2 == 0) {
            allergy();
        }
        switch (person) {
            case "p006" -> {
                safety(holders.social, "safeguarding", "Known to children's services: ask before sharing");
                new EveryCategory(this).birth();
            }
            case "p011" -> endOfLife();
            case "p013" -> safety(holders.social, "staff-safety", "Staff safety: visit in pairs");
            case "p014" -> mentalHealthAct();
            case "p012" -> new EveryCategory(this).all();
            case "p018" -> {
                labelled();
                new EveryCategory(this).sexualHealth();
            }
            case "p020" -> new EveryCategory(this).episode();
            case "p025" -> new EveryCategory(this).trial();
            default -> {}
        }
        return made;
    }

    String subject() {
        return subject;
    }

    ObjectNode item(String organisation, String type, String name, String about) {
        ObjectNode item = SampleMaker.JSON.createObjectNode().put("resourceType", type);
        item.put("id", Message.id(organisation, person + "-" + type + "-" + name));
        item.putObject(about).put("reference", subject);
        made.computeIfAbsent(organisation, _ -> new ArrayList<>()).add(item);
        return item;
    }

    static void coded(ObjectNode into, String system, String code, String text) {
        into.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", text);
        into.put("text", text);
    }

    private void appointment(String name, String status, LocalDate day) {
        ObjectNode appointment = SampleMaker.JSON.createObjectNode().put("resourceType", "Appointment");
        appointment.put("id", Message.id(holders.acute, person + "-Appointment-" + name));
        appointment.put("status", status);
        coded(appointment.putArray("serviceType").addObject(), SNOMED, "310000008", "Outpatient clinic");
        appointment.put("description", "Outpatient clinic").put("start", day + "T09:30:00Z");
        appointment.put("end", day + "T09:50:00Z").put("minutesDuration", 20);
        ObjectNode participant = appointment.putArray("participant").addObject();
        participant.putObject("actor").put("reference", subject);
        participant.put("status", "accepted");
        made.computeIfAbsent(holders.acute, _ -> new ArrayList<>()).add(appointment);
    }

    ObjectNode document(String organisation, String name, String code, String title, String words) {
        ObjectNode document = item(organisation, "DocumentReference", name, "subject");
        document.put("status", "current").put("docStatus", "final");
        coded(document.putObject("type"), SNOMED, code, title);
        document.put("date", TODAY.minusDays(35L + index) + "T16:00:00Z").put("description", title);
        byte[] text = (title + "\n\n" + words + "\n").getBytes(StandardCharsets.UTF_8);
        ObjectNode attachment = document.putArray("content").addObject().putObject("attachment");
        attachment.put("contentType", "text/plain; charset=utf-8").put("title", title);
        attachment.put("data", Base64.getEncoder().encodeToString(text)).put("size", text.length);
        return document;
    }

    private void assessment() {
        ObjectNode answers = item(holders.social, "QuestionnaireResponse", "assessment", "subject");
        answers.put("status", "completed").put("authored", TODAY.minusDays(60L + index) + "T11:00:00Z");
        answers.put("questionnaire", "https://weald.example/Questionnaire/social-care-assessment");
        var items = answers.putArray("item");
        String[][] rows = {
            {"living", "Who does the person live with?", index % 2 == 0 ? "Alone" : "With family"},
            {"washing", "Help with washing and dressing", index % 3 == 0 ? "Some help" : "None needed"},
            {"outcome", "Outcome of the assessment", index % 3 == 0 ? "Care package, twice a week" : "Advice given"}
        };
        for (String[] row : rows) {
            ObjectNode item = items.addObject().put("linkId", row[0]).put("text", row[1]);
            item.putArray("answer").addObject().put("valueString", row[2]);
        }
    }

    private void relative() {
        ObjectNode relative = item(holders.gp, "RelatedPerson", "next-of-kin", "patient");
        coded(
                relative.putArray("relationship").addObject(),
                "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
                index % 2 == 0 ? "SPS" : "SIS",
                index % 2 == 0 ? "spouse" : "sister");
        relative.putArray("name")
                .addObject()
                .put("family", patient.at("/name/0/family").textValue())
                .putArray("given")
                .add(index % 2 == 0 ? "Robin" : "Alexis");
        relative.putArray("telecom")
                .addObject()
                .put("system", "phone")
                .put("value", "01632 9602" + (10 + index))
                .put("use", "home");
    }

    void allergy() {
        ObjectNode allergy = item(holders.gp, "AllergyIntolerance", "penicillin", "patient");
        coded(
                allergy.putObject("clinicalStatus"),
                "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
                "active",
                "Active");
        coded(
                allergy.putObject("verificationStatus"),
                "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification",
                "confirmed",
                "Confirmed");
        allergy.put("type", "allergy").put("criticality", "high").put("recordedDate", "2019-05-14");
        allergy.putArray("category").add("medication");
        coded(allergy.putObject("code"), SNOMED, "91936005", "Allergy to penicillin");
    }

    private void safety(String organisation, String name, String words) {
        ObjectNode _ = flag(organisation, name, words);
    }

    ObjectNode flag(String organisation, String name, String words) {
        ObjectNode flag = item(organisation, "Flag", name, "subject");
        flag.put("status", "active");
        coded(
                flag.putArray("category").addObject(),
                "http://terminology.hl7.org/CodeSystem/flag-category",
                "safety",
                "Safety");
        coded(flag.putObject("code"), "https://weald.example/CodeSystem/flag", name, words);
        flag.putObject("period").put("start", "2026-02-03");
        return flag;
    }

    void endOfLife() {
        ObjectNode plan = item("KZ904", "CarePlan", "end-of-life", "subject");
        plan.put("status", "active").put("intent", "plan").put("title", "End of life care plan");
        coded(plan.putArray("category").addObject(), SNOMED, "736373009", "End of life care plan");
        plan.putObject("period").put("start", "2026-06-01");
        var _ = document(
                "KZ904",
                "escalation",
                "735324008",
                "Treatment escalation plan",
                "Comfort first. Not for intensive care. Antibiotics by mouth if they help. Discussed with the family.");
    }

    void mentalHealthAct() {
        ObjectNode stay = item(holders.mind, "Encounter", "section-2", "subject");
        stay.put("status", "finished");
        stay.putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "IMP");
        ObjectNode status = stay.putArray("extension").addObject();
        status.put("url", "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-LegalStatus");
        ObjectNode classification = status.putArray("extension").addObject().put("url", "legalStatusClassification");
        coded(
                classification.putObject("valueCodeableConcept"),
                "https://fhir.hl7.org.uk/CodeSystem/UKCore-LegalStatusClassificationEngland",
                "02",
                "Formally detained under Mental Health Act Section 2");
        stay.putObject("period").put("start", "2025-08-04T20:00:00Z").put("end", "2025-08-25T10:00:00Z");
        ObjectNode flag = flag(holders.mind, "mental-health-act", "Detained under section 2, 2025");
        flag.putArray("category").removeAll();
        coded(
                flag.withArray("category").addObject(),
                "https://fhir.hl7.org.uk/CodeSystem/UKCore-RecordStandardHeadings",
                "mental-health-act-or-equivalent-status",
                "Mental Health Act or equivalent status");
        flag.putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "PSY");
    }

    private void labelled() {
        ObjectNode condition = item(holders.acute, "Condition", "labelled", "subject");
        var labels = condition.putObject("meta").putArray("security");
        labels.addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .put("code", "R");
        labels.addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "HIV");
        coded(
                condition.putObject("clinicalStatus"),
                "http://terminology.hl7.org/CodeSystem/condition-clinical",
                "active",
                "Active");
        coded(
                condition.putObject("verificationStatus"),
                "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                "confirmed",
                "Confirmed");
        coded(condition.putObject("code"), SNOMED, "86406008", "Human immunodeficiency virus infection");
        condition.put("recordedDate", "2021-09-17");
    }
}
