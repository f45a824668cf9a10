package care.weald.consent.decision;

import care.weald.consent.matrix.Levels;
import care.weald.consent.token.SigningKeys;
import care.weald.consent.token.TokenType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jose4j.jwt.JwtClaims;

/** Signs what was decided, one token for each service (docs/contracts/tokens.md, permit; IHE IUA and PCF ITI-71). */
@ApplicationScoped
public class Permits {

    private static final String AUDIT = "audit-service";

    /** What looks into the audit trail. */
    private static final Set<Interaction> OF_TRAIL =
            Set.of(Interaction.AUDIT, Interaction.ACCESS_LOG, Interaction.SEEN, Interaction.SUBJECT_ACCESS);

    private final SigningKeys keys;
    private final DecisionConfig config;

    Permits(SigningKeys keys, DecisionConfig config) {
        this.keys = keys;
        this.config = config;
    }

    /** The tokens by audience: of a permit for each of {@code audiences}, of a denial for audit-service alone. */
    public Map<String, String> sign(Answer answer, Collection<String> audiences) {
        Map<String, String> signed = new TreeMap<>();
        JwtClaims claims = claims(answer, List.of());
        List<String> near = answer.question().person().near();
        JwtClaims told = near.isEmpty() ? claims : claims(answer, near);
        int seconds = (int) config.permitLife().toSeconds();
        for (String audience : answer.decision() instanceof Decision.Permit ? audiences : List.of(AUDIT)) {
            signed.put(
                    audience, keys.sign(TokenType.PERMIT, audience, seconds, audience.equals(AUDIT) ? told : claims));
        }
        return signed;
    }

    private static JwtClaims claims(Answer answer, List<String> near) {
        Question question = answer.question();
        Map<String, Object> pcf = new LinkedHashMap<>();
        if (question.isAboutSomebody()) {
            pcf.put("patient_id", question.person().id().toString());
        }
        pcf.put("doc_id", List.of());
        JwtClaims claims = new JwtClaims();
        claims.setSubject(question.caller().subject());
        claims.setClaim("extensions", Map.of("ihe_iua", question.iua(), "ihe_pcf", pcf));
        claims.setClaim("weald", weald(answer, near));
        return claims;
    }

    private static Map<String, Object> weald(Answer answer, List<String> near) {
        Question question = answer.question();
        Decision.Permit granted = granted(answer.decision());
        Map<String, Object> weald = new LinkedHashMap<>();
        weald.put("decision", answer.decision() instanceof Decision.Deny ? "deny" : "permit");
        weald.put("decision_id", answer.id().toString());
        weald.put("interaction", question.interaction().code());
        weald.put("reason", answer.decision() instanceof Decision.Deny deny ? deny.reason() : "");
        if (question.interaction().isOfPerson() && question.interaction() != Interaction.ACCESS_LOG) {
            boolean permitted = answer.decision() instanceof Decision.Permit;
            weald.put("source_patients", permitted ? sourcePatients(question.person()) : List.of());
            weald.put("levels", levels(granted));
            weald.put("closed", List.copyOf(new TreeSet<>(granted.closed())));
        }
        if (OF_TRAIL.contains(question.interaction()) && question.isAboutSomebody()) {
            weald.put("persons", persons(question.person()));
        }
        weald.put("restricted", question.person().restricted());
        weald.put("hidden_labels", new ArrayList<>(granted.hiddenLabels()));
        weald.put("basis", granted.basis().code());
        weald.put("matrix", answer.matrix());
        weald.put("rules", granted.rules());
        if (!near.isEmpty()) {
            weald.put("near", near);
        }
        return weald;
    }

    /** What is granted: of a denial, nothing. */
    private static Decision.Permit granted(Decision decision) {
        return switch (decision) {
            case Decision.Permit permit -> permit;
            case Decision.Deny deny ->
                new Decision.Permit(Levels.NOTHING, Set.of(), Set.of(), Basis.NONE, deny.rules());
        };
    }

    private static List<Map<String, String>> sourcePatients(Person person) {
        return person.sourcePatients().stream()
                .map(source -> Map.of(
                        "organization",
                        source.organisation(),
                        "patient",
                        source.patient().toString()))
                .toList();
    }

    /** The other ids under which the trail knows the person, and when (row D11). */
    private static List<Map<String, String>> persons(Person person) {
        return person.persons().stream().map(Linked::claim).toList();
    }

    private static Map<String, String> levels(Decision.Permit permit) {
        Map<String, String> levels = new LinkedHashMap<>();
        permit.levels().byCode().forEach((code, level) -> levels.put(code, level.code()));
        return levels;
    }
}
