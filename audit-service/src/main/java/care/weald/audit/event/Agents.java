package care.weald.audit.event;

import static care.weald.audit.event.Fhir.concept;
import static care.weald.audit.event.Fhir.identified;

import care.weald.audit.access.Requester;
import care.weald.audit.log.Gaps;
import care.weald.audit.token.Caller;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** {@code AuditEvent.agent}: the client, our server, the user, the user's organisation, and who refused. */
final class Agents {

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    /** The role of a citizen, which is no job role. */
    private static final String CITIZEN = "CIT";

    private static final String ROLE_CLASS = "http://terminology.hl7.org/CodeSystem/v3-RoleClass";
    private static final String JOB_ROLE = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

    private final Requester requester;
    private final EventConfig config;
    private final Gaps gaps;

    Agents(Requester requester, EventConfig config, Gaps gaps) {
        this.requester = requester;
        this.config = config;
        this.gaps = gaps;
    }

    /** Adds the agents that {@code shape} has, in the order of BALP. */
    void addTo(ArrayNode agents, Shape shape, String remote) {
        boolean refusal = shape == Shape.REFUSAL;
        agents.add(client(shape, remote));
        if (!shape.server().isEmpty()) {
            agents.add(server(shape));
        }
        if (refusal || !requester.caller().isSystem()) {
            agents.add(user());
        }
        agents.add(organisation());
        if (refusal) {
            agents.add(authorizer());
        }
    }

    private ObjectNode client(Shape shape, String remote) {
        ObjectNode agent = Fhir.object();
        agent.set("type", concept(Fhir.DCM, shape.client()));
        agent.set("who", identified(config.clientIdentifierSystem(), caller().client()));
        agent.put("requestor", caller().isSystem() && shape != Shape.REFUSAL);
        if (caller().isSystem()) {
            agent.putArray("policy").add(policy());
        }
        agent.putObject("network")
                .put("address", gaps.text(Fhir.string(remote)))
                .put("type", ADDRESS.matcher(remote).matches() ? "2" : "1");
        return agent;
    }

    private ObjectNode server(Shape shape) {
        ObjectNode agent = Fhir.object();
        agent.set("type", concept(Fhir.DCM, shape.server()));
        agent.set("who", service("gateway"));
        agent.put("requestor", false);
        agent.putObject("network").put("address", config.publicBase()).put("type", "5");
        return agent;
    }

    private ObjectNode user() {
        ObjectNode agent = Fhir.object();
        agent.set("type", concept(PARTICIPATION, "IRCP"));
        ArrayNode roles = Fhir.array();
        caller().roles()
                .forEach(role -> roles.add(concept(role.equals(CITIZEN) ? ROLE_CLASS : JOB_ROLE, Fhir.string(role))));
        if (!roles.isEmpty()) {
            agent.set("role", roles);
        }
        agent.set(
                "who",
                caller().isSystem() ? identified(config.clientIdentifierSystem(), caller().client()) : userWho());
        if (!caller().name().isBlank()) {
            agent.put("name", gaps.text(Fhir.string(caller().name())));
        }
        agent.put("requestor", true);
        agent.putArray("policy").add(policy());
        agent.set("purposeOfUse", purposes(caller()));
        return agent;
    }

    private ObjectNode userWho() {
        ObjectNode who = Fhir.object();
        who.putObject("identifier")
                .put("system", config.userIdentifierSystem())
                .put("value", gaps.text(Fhir.string(caller().subject())));
        return who;
    }

    private ObjectNode organisation() {
        ObjectNode agent = Fhir.object();
        agent.set("type", concept("http://terminology.hl7.org/CodeSystem/v3-RoleClass", "PROV"));
        ObjectNode who = identified(Fhir.ODS, caller().organisation());
        if (!requester.organisationName().isBlank()) {
            who.put("display", Fhir.string(requester.organisationName()));
        }
        agent.set("who", who);
        return agent.put("requestor", false);
    }

    private static ObjectNode authorizer() {
        ObjectNode agent = Fhir.object();
        agent.set("type", concept("http://terminology.hl7.org/CodeSystem/extra-security-role-type", "authserver"));
        agent.set("who", service("consent-service"));
        return agent.put("requestor", false);
    }

    /** One of our own services, by the issuer it signs as. */
    static ObjectNode service(String name) {
        return identified(Fhir.URI, "urn:weald:" + name).put("display", "Weald " + name);
    }

    static ArrayNode purposes(Caller caller) {
        ArrayNode purposes = Fhir.array();
        caller.purposes().forEach(purpose -> purposes.add(concept(Fhir.ACT_REASON, purpose)));
        return purposes;
    }

    private String policy() {
        return "urn:ietf:params:oauth:jti:" + requester.tokenId().replaceAll("[^A-Za-z0-9._~-]", "_");
    }

    private Caller caller() {
        return requester.caller();
    }
}
