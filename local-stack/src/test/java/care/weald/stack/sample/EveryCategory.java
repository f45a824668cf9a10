package care.weald.stack.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Items of the categories that nobody else has, so that one person has something in each of the 22 (capabilities.md, e.2).
 * Every one has free text, which only the whole item shows.
 */
final class EveryCategory {

    private static final String HEADINGS = "https://fhir.hl7.org.uk/CodeSystem/UKCore-RecordStandardHeadings";
    private static final String LOINC = "http://loinc.org";
    private static final String UK_CORE = "https://fhir.hl7.org.uk/CodeSystem/UKCore-";

    private final Additions person;
    private final Holders holders;

    EveryCategory(Additions person) {
        this.person = person;
        this.holders = person.holders;
    }

    void all() {
        socialCare();
        episode();
        safeguarding();
        legalStatus();
        medicine();
        alerts();
        history();
        birth();
        reports();
        trial();
        person.mentalHealthAct();
        person.endOfLife();
        papers();
    }

    private void socialCare() {
        ObjectNode flag = person.flag(holders.social, "known-to-social-care", "Known to adult social care");
        heading(flag, "social-context", "Social context");
        document(holders.social, "assessment", "325931000000109", "Assessment of needs", "assessments");
    }

    /** A service that cares for the person, and who runs it. */
    void episode() {
        ObjectNode episode = person.item(holders.community, "EpisodeOfCare", "nursing", "patient");
        episode.put("status", "active");
        Additions.coded(
                episode.putArray("type").addObject(), Additions.SNOMED, "700241009", "Community nursing service");
        episode.putObject("period").put("start", "2026-04-01");
        episode.putObject("managingOrganization")
                .put("reference", "Organization?identifier=x")
                .put("display", "Community nursing");
    }

    private void safeguarding() {
        ObjectNode flag = person.flag(holders.social, "safeguarding", "Enquiry open: speak to the named lead");
        heading(flag, "safeguarding", "Safeguarding");
    }

    private void legalStatus() {
        ObjectNode status = person.item(holders.acute, "Observation", "legal-status", "subject");
        status.put("status", "final");
        heading(status, "legal-information", "Legal information");
        Additions.coded(
                status.putObject("code"),
                UK_CORE + "OverseasVisitorChargingCategory",
                "A",
                "Standard NHS-funded patient");
        status.put("effectiveDateTime", "2026-02-02T09:00:00Z").put("valueString", "Checked at registration");
    }

    private void medicine() {
        ObjectNode device = person.item(holders.acute, "Device", "pacemaker", "patient");
        device.put("status", "active");
        Additions.coded(device.putObject("type"), Additions.SNOMED, "14106009", "Cardiac pacemaker");
        device.putArray("note").addObject().put("text", "Fitted on the left side");
    }

    private void alerts() {
        person.allergy();
        ObjectNode flag = person.flag(holders.gp, "anticoagulant", "Takes an anticoagulant: bleeding risk");
        heading(flag, "alerts", "Alerts");
        ObjectNode _ = person.flag(holders.social, "staff-safety", "Staff safety: large dog at home");
        ObjectNode risk = person.item(holders.mind, "RiskAssessment", "others", "subject");
        risk.put("status", "final").put("occurrenceDateTime", "2026-05-06T10:00:00Z");
        Additions.coded(risk.putObject("code"), HEADINGS, "risks-to-others", "Risks to others");
        risk.putArray("note").addObject().put("text", "Low while well");
    }

    private void history() {
        ObjectNode relative = person.item(holders.gp, "FamilyMemberHistory", "father", "patient");
        relative.put("status", "completed").put("date", "2020-01-15");
        Additions.coded(
                relative.putObject("relationship"),
                "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
                "FTH",
                "father");
        ObjectNode condition = relative.putArray("condition").addObject();
        Additions.coded(condition.putObject("code"), Additions.SNOMED, "22298006", "Myocardial infarction");
        condition.putArray("note").addObject().put("text", "At 52");
    }

    /** What a maternity unit measured at birth. */
    void birth() {
        ObjectNode weight = person.item(holders.acute, "Observation", "birth-weight", "subject");
        weight.put("status", "final");
        Additions.coded(weight.putObject("code"), LOINC, "8339-4", "Birth weight Measured");
        weight.put("effectiveDateTime", "2011-11-09T04:10:00Z");
        weight.putObject("valueQuantity").put("value", 3_410).put("unit", "g");
        weight.putArray("note").addObject().put("text", "Well at birth");
    }

    private void reports() {
        ObjectNode report = person.item(holders.acute, "DiagnosticReport", "chest", "subject");
        report.put("status", "final");
        Additions.coded(
                report.putArray("category").addObject(),
                "http://terminology.hl7.org/CodeSystem/v2-0074",
                "RAD",
                "Radiology");
        Additions.coded(report.putObject("code"), Additions.SNOMED, "399208008", "Plain X-ray of chest");
        report.put("effectiveDateTime", "2026-03-03T14:00:00Z").put("conclusion", "Clear lung fields");
    }

    /** A study that the person takes part in, and the warning that goes with its medicine. */
    void trial() {
        ObjectNode part = person.item(holders.acute, "ResearchSubject", "trial", "individual");
        part.put("status", "on-study").putObject("period").put("start", "2026-03-01");
        ObjectNode study = part.putObject("study").put("display", "Statins in later life");
        study.putObject("identifier").put("system", "https://www.isrctn.com").put("value", "ISRCTN00000000");
        ObjectNode flag = person.flag(holders.acute, "trial-medicine", "Trial medicine: ask the study team");
        heading(flag, "participation-in-research", "Participation in research");
    }

    /** An appointment whose clinic tells what it is about. */
    void sexualHealth() {
        ObjectNode visit = person.item(holders.acute, "Appointment", "sexual-health", "supportingInformation");
        visit.remove("supportingInformation");
        visit.put("status", "booked");
        Additions.coded(
                visit.putArray("serviceType").addObject(), Additions.SNOMED, "788122004", "Sexual health service");
        visit.put("start", Additions.TODAY.plusDays(9) + "T11:00:00Z")
                .put("end", Additions.TODAY.plusDays(9) + "T11:20:00Z");
        ObjectNode participant = visit.putArray("participant").addObject();
        participant.putObject("actor").put("reference", person.subject());
        participant.put("status", "accepted");
    }

    private void papers() {
        document(
                holders.mind,
                "section-papers",
                "734163000",
                "Section papers",
                "mental-health-act-or-equivalent-status");
        document(holders.acute, "discharge-letter", "823701000000103", "Discharge letter", "discharge-details");
        document(holders.community, "care-plan", "734163000", "Care plan for leg ulcer", "documents");
        document(holders.social, "home", "823751000000102", "Letter about home and income", "social-circumstances");
        document(holders.acute, "x-ray", "721981007", "Report of an X-ray of the chest", "investigations-and-results");
    }

    private void document(String organisation, String name, String code, String title, String heading) {
        ObjectNode document = person.document(organisation, name, code, title, "In the words of its author.");
        Additions.coded(document.putArray("category").addObject(), HEADINGS, heading, title);
    }

    private static void heading(ObjectNode item, String code, String title) {
        Additions.coded(item.putArray("category").addObject(), HEADINGS, code, title);
    }
}
