package care.weald.identity.patient;

import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.patient.PersonSources.Source;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Under which identifiers a person is known elsewhere (IHE PIXm ITI-83), as FHIR Parameters. */
final class CrossReferences {

    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private final ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    private final Set<String> organisations = new TreeSet<>();
    private final Set<String> said = new TreeSet<>();
    private final Set<String> wanted;

    private CrossReferences(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** The Parameters, and the organisations that they are from. */
    record Shown(ObjectNode parameters, Set<String> organisations) {}

    /**
     * The identifiers of {@code person} in {@code wanted} systems, in all when that is empty. Of a restricted person only
     * those of {@code reader}, beside the NHS number.
     */
    static Shown of(PersonSources person, Set<String> wanted, String reader) {
        CrossReferences references = new CrossReferences(wanted);
        person.nhsNumber().ifPresent(number -> references.add(NhsNumber.SYSTEM, number, ""));
        person.sources().stream()
                .filter(source ->
                        !person.isRestricted() || source.organisation().equals(reader))
                .sorted(Comparator.comparing(Source::organisation).thenComparing(Source::id))
                .forEach(references::add);
        references.person(person);
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        if (!references.parameters.isEmpty()) {
            shown.set("parameter", references.parameters);
        }
        return new Shown(shown, references.organisations);
    }

    private void person(PersonSources person) {
        if (wanted.isEmpty() && !parameters.isEmpty()) {
            parameters
                    .addObject()
                    .put("name", "targetId")
                    .putObject("valueReference")
                    .put("reference", "Patient/" + person.person());
        }
    }

    private void add(Source source) {
        source.resource()
                .path("identifier")
                .valueStream()
                .filter(identifier -> !identifier.path("system").asText().equals(NhsNumber.SYSTEM))
                .forEach(identifier ->
                        add(text(identifier, "system"), text(identifier, "value"), source.organisation()));
    }

    private void add(String system, String value, String organisation) {
        boolean fits = !system.isEmpty() && !value.isEmpty() && (wanted.isEmpty() || wanted.contains(system));
        if (fits && said.add(organisation + '|' + system + '|' + value)) {
            ObjectNode identifier = parameters
                    .addObject()
                    .put("name", "targetIdentifier")
                    .putObject("valueIdentifier")
                    .put("system", system)
                    .put("value", value);
            if (!organisation.isEmpty()) {
                organisations.add(organisation);
                identifier
                        .putObject("assigner")
                        .putObject("identifier")
                        .put("system", ODS)
                        .put("value", organisation);
            }
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
