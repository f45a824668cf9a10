package care.weald.consent.attestation;

import care.weald.consent.attestation.ProbeRepository.Probed;
import care.weald.consent.attestation.StandingRepository.Unseen;
import care.weald.consent.attestation.TrailReplay.Replayed;
import care.weald.consent.egress.EgressRepository;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is attested of a time, before it is signed.
 *
 * @param objections how many were in force
 * @param log what this service's own decisions say
 * @param logKept whether it kept its decisions
 * @param trail what the audit trail says
 * @param unseen what could not be looked at
 * @param probed what the live service answered
 * @param place where the data are and where they may go
 */
record Statement(
        long objections, Compliance log, boolean logKept, Replayed trail, Unseen unseen, Probed probed, Place place) {

    /**
     * Where the data are and where they may go (row D15).
     *
     * @param region where the service runs; empty when that is not known
     * @param regions where it may run; none when it may anywhere
     * @param egress destinations outside that the network is configured to let it reach
     * @param agreements the agreements for bulk flows of the time
     */
    record Place(String region, Set<String> regions, Set<String> egress, List<EgressRepository.Stored> agreements) {}

    /** How many times more was shown than an objection leaves. */
    int violations() {
        int inTrail = trail instanceof Replayed.Whole whole
                ? whole.findings().violations().size()
                : 0;
        return log.violations().size() + inTrail + (int) probed.broken();
    }

    /** What was not there to be looked at: a statement with any of these is not a clean one, whatever it found. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        switch (trail) {
            case Replayed.NotAsked not -> gaps.add("trail-" + not.reason());
            case Replayed.Whole whole -> {
                if (whole.missing() > 0) {
                    gaps.add("decisions-missing");
                }
                if (whole.faceless() > 0) {
                    gaps.add("events-erased");
                }
            }
        }
        if (!logKept) {
            gaps.add("decision-log-off");
        }
        if (unseen.unknown() > 0) {
            gaps.add("links-unknown");
        }
        if (unseen.unprobed() > 0) {
            gaps.add("not-probed");
        }
        if (probed.failed() > 0) {
            gaps.add("probes-failed");
        }
        return gaps;
    }

    /** All of it, in a JSON object that has its id and time already. */
    void write(ObjectNode json) {
        json.put("green", violations() == 0).put("complete", gaps().isEmpty());
        gaps().forEach(json.putArray("gaps")::add);
        json.put("objections", objections)
                .put("decisions", log.decisions())
                .put("refused", log.refused())
                .put("overridden", log.overridden())
                .put("citizens", log.citizens())
                .put("honoured", log.honoured());
        json.putArray("violations");
        log.violations()
                .forEach(violation -> json.withArray("/violations")
                        .addObject()
                        .put("decision", violation.decision().toString())
                        .put("objection", violation.objection().toString()));
        json.set("trail", ofTrail());
        json.putObject("links").put("unknown", unseen.unknown());
        json.set("probes", ofProbes());
        json.set("residency", ofPlace());
    }

    private ObjectNode ofTrail() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (trail) {
            case Replayed.NotAsked not -> json.put("asked", false).put("reason", not.reason());
            case Replayed.Whole whole -> {
                json.put("asked", true).put("size", whole.size()).put("events", whole.events());
                json.put("erased", whole.faceless()).put("decisionsMissing", whole.missing());
                TrailFindings found = whole.findings();
                json.put("disclosures", found.disclosures())
                        .put("overridden", found.overridden())
                        .put("citizens", found.citizens())
                        .put("honoured", found.honoured());
                json.putArray("violations");
                found.violations()
                        .forEach(violation -> json.withArray("/violations")
                                .addObject()
                                .put("event", violation.event().toString())
                                .put("objection", violation.objection().toString()));
            }
        }
        return json;
    }

    private ObjectNode ofProbes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("made", probed.made()).put("refused", probed.refused()).put("held", probed.held());
        json.put("failed", probed.failed()).put("broken", probed.broken());
        json.put("roles", probed.roles()).put("notProbed", unseen.unprobed());
        probed.violations().forEach(json.putArray("violations")::add);
        return json;
    }

    private ObjectNode ofPlace() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("region", place.region());
        place.regions().stream().sorted().forEach(json.putArray("regions")::add);
        place.egress().stream().sorted().forEach(json.putArray("egress")::add);
        json.putArray("bulkAgreements");
        for (EgressRepository.Stored one : place.agreements()) {
            json.withArray("/bulkAgreements")
                    .addObject()
                    .put("name", one.egress().name())
                    .put("organisation", one.egress().organisation())
                    .put("purpose", one.egress().purpose())
                    .put("from", one.egress().from().toString())
                    .put("to", one.egress().to().toString())
                    .put("personsADay", one.egress().personsADay())
                    .put("personsInAll", one.persons());
        }
        return json;
    }
}
