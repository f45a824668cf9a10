package care.weald.gateway.fhir;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Completes the OpenAPI document with what FHIR adds to a path: parameters, forms of content, errors, examples. */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String BEARER = "bearer";
    private static final Map<String, List<String>> QUERIES = Map.ofEntries(
            entry(
                    "/fhir/Patient",
                    "identifier",
                    "family",
                    "given",
                    "birthdate",
                    "gender",
                    "address-postalcode",
                    "telecom",
                    "active",
                    "_fuzzy-match",
                    "_exact-match",
                    "_history",
                    "_max-results"),
            entry("/fhir/Patient/$ihe-pix", "sourceIdentifier", "targetSystem"),
            entry("/fhir/Task", "code", "status", "priority", "owner", "_count", "_cursor"),
            Map.entry("/fhir/{type}", searchParameters()),
            entry("/fhir/Patient/$import/{job}", "_cursor"),
            entry("/fhir/$import-status/{job}", "_cursor"),
            entry("/fhir/Patient/$summary", "identifier", "profile", "_format"),
            entry("/fhir/Patient/{id}/$summary", "profile", "_format"),
            entry("/fhir/Patient/{id}/$record", "category", "since", "_asOf", "_asSeenBy", "_count", "_cursor"),
            entry("/fhir/Patient/{id}/$everything", "_type", "_since", "_asOf", "_asSeenBy", "_count", "_cursor"),
            entry("/fhir/Patient/{id}/$access-log", "date", "_count", "_cursor", "_format"),
            entry("/fhir/Patient/{id}/$subject-access-review/{job}/items", "_cursor"),
            entry("/fhir/{type}/{id}", "_asSeenBy"),
            entry("/fhir/{type}/{id}/_history", "_count", "_since"));
    private static final Map<String, String> HEADERS = Map.of(
            "POST /fhir/Patient/$merge", "Idempotency-Key",
            "POST /fhir/Patient/{id}/$unlink", "Idempotency-Key",
            "PUT /fhir/Task/{id}", "If-Match");
    private static final Map<String, Map<String, String>> ANSWERS = Map.of(
            "POST /fhir/Patient/$merge", Map.of("409", "Conflicts with what is stored, with the id of the rule"),
            "POST /fhir/Patient/{id}/$unlink", Map.of("409", "Conflicts with what is stored, with the id of the rule"),
            "PUT /fhir/Task/{id}",
                    Map.of(
                            "409", "Conflicts with what is stored, with the id of the rule",
                            "412", "Somebody changed it since it was read",
                            "428", "If-Match is missing"));
    private static final Set<PathItem.HttpMethod> CONDITIONAL =
            Set.of(PathItem.HttpMethod.PUT, PathItem.HttpMethod.DELETE);

    /** What needs no token. */
    private static final Set<String> OPEN = Set.of("/fhir/metadata", "/fhir/CodeSystem/information-category");

    /** What stands beside FHIR and takes a token. */
    private static final Set<String> BESIDE = Set.of(
            "/feeds",
            "/staff",
            "/audit/proofs/inclusion",
            "/audit/erasures",
            "/attestations",
            "/governance",
            "/egress-agreements",
            "/privacy-notice-drafts");

    private static final List<String> BENEATH = List.of(
            "/match-models", "/monitoring", "/access-matrix/", "/egress-agreements/", "/privacy-notice-drafts/");

    private static final Map<String, String> EXAMPLES = Map.of(
            "identifier", "https://fhir.nhs.uk/Id/nhs-number|9991000003",
            "patient", "1f0c6a0e-5a5f-8d0c-9a55-0d5d3f1c2b7a",
            "code", "http://snomed.info/sct|271649006",
            "category", "cat-09",
            "date", "ge2026-01-01",
            "_count", "50",
            "_type", "Observation,Condition",
            "_since", "2026-01-01T00:00:00Z",
            "_cursor", "as a next link has it");

    private static Map.Entry<String, List<String>> entry(String path, String... parameters) {
        return Map.entry(path, List.of(parameters));
    }

    /** Those of all clinical types; the CapabilityStatement tells which type has which. */
    private static List<String> searchParameters() {
        return Stream.of(
                        Stream.of("patient"),
                        Served.CLINICAL.values().stream()
                                .flatMap(type -> type.parameters().keySet().stream())
                                .sorted(),
                        Searchable.RESULT.stream())
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of a trusted OIDC provider, for weald-gateway"));
        ApiSections.arrange(api);
        api.getPaths().getPathItems().forEach(ApiDescription::complete);
    }

    private static void complete(String path, PathItem item) {
        if (BESIDE.contains(path) || BENEATH.stream().anyMatch(path::startsWith)) {
            item.getOperations().values().forEach(ApiDescription::secure);
        }
        if (!path.startsWith("/fhir")) {
            return;
        }
        item.getOperations().forEach((method, operation) -> {
            if (!OPEN.contains(path)) {
                secure(operation);
            }
            addParameters(path, method, operation);
            addAnswers(path, method, operation);
            addBody(path, method, operation);
        });
    }

    private static void secure(Operation operation) {
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
    }

    private static void addParameters(String path, PathItem.HttpMethod method, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("type"))
                    .forEach(ApiDescription::listTypes);
        }
        String header = HEADERS.get(method + " " + path);
        if (header != null) {
            operation.addParameter(
                    OASFactory.createParameter().name(header).in(In.HEADER).schema(string()));
        }
        if (path.equals("/fhir/Patient") && CONDITIONAL.contains(method)) {
            operation.addParameter(OASFactory.createParameter()
                    .name("identifier")
                    .in(In.QUERY)
                    .required(true)
                    .schema(string())
                    .example("https://fhir.kz016.example.org/Id/patient|K1"));
        }
        if (method == PathItem.HttpMethod.GET) {
            QUERIES.getOrDefault(path, List.of())
                    .forEach(name -> operation.addParameter(OASFactory.createParameter()
                            .name(name)
                            .in(In.QUERY)
                            .schema(string())
                            .example(EXAMPLES.getOrDefault(name, ""))));
        }
        operation.addParameter(OASFactory.createParameter()
                .name("X-Request-ID")
                .in(In.HEADER)
                .description("A UUID; made where there is none, and always answered")
                .schema(string().format("uuid")));
    }

    private static void listTypes(Parameter parameter) {
        parameter.setSchema(string().enumeration(List.copyOf(Served.types())));
    }

    private static org.eclipse.microprofile.openapi.models.media.Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static boolean isBulk(String path) {
        return path.contains(BulkResource.IMPORTS)
                || path.contains(BulkResource.DUPLICATES)
                || path.startsWith("/fhir/" + ImportResource.IMPORT);
    }

    private static void addAnswers(String path, PathItem.HttpMethod method, Operation operation) {
        var answers = OASFactory.createAPIResponses();
        if (method == PathItem.HttpMethod.DELETE && !isBulk(path)) {
            answers.addAPIResponse(
                    "204",
                    OASFactory.createAPIResponse()
                            .description("It is removed; X-Weald-Receipt proves its audit event"));
        } else {
            answers.addAPIResponse(
                    "200",
                    OASFactory.createAPIResponse()
                            .description("The resource or Bundle; X-Weald-Receipt proves its audit event")
                            .content(
                                    path.endsWith("$summary") || path.endsWith("$access-log")
                                            ? fhir().addMediaType("text/html", OASFactory.createMediaType())
                                            : fhir()));
        }
        if (path.equals("/fhir/Binary/{id}")) {
            answers.getAPIResponse("200")
                    .getContent()
                    .addMediaType("application/octet-stream", OASFactory.createMediaType());
        }
        if (isBulk(path)) {
            answers.addAPIResponse(
                    "202",
                    OASFactory.createAPIResponse()
                            .description(
                                    "Under way: Content-Location of the job once, then X-Progress and Retry-After"));
        }
        Map<String, String> faults = new TreeMap<>(Map.of(
                "400", "The request is not valid",
                "401", "No valid access token",
                "403", "Refused, with the id of the rule",
                "404", "There is no such resource to be seen",
                "413", "The content is over the limit",
                "429", "Too many requests",
                "503", "Something needed is away, such as the audit trail"));
        faults.putAll(ANSWERS.getOrDefault(method + " " + path, Map.of()));
        faults.forEach((status, words) -> answers.addAPIResponse(
                status,
                OASFactory.createAPIResponse()
                        .description(words + " (OperationOutcome)")
                        .content(fhir())));
        operation.setResponses(answers);
    }

    private static void addBody(String path, PathItem.HttpMethod method, Operation operation) {
        boolean isFile = path.endsWith(ImportResource.IMPORT);
        if (method == PathItem.HttpMethod.GET || method == PathItem.HttpMethod.DELETE || (isBulk(path) && !isFile)) {
            return;
        }
        if (isFile) {
            operation.setRequestBody(OASFactory.createRequestBody()
                    .required(true)
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    "application/fhir+ndjson",
                                    OASFactory.createMediaType().schema(string()))));
            return;
        }
        Content content = path.endsWith("_search")
                ? OASFactory.createContent()
                        .addMediaType(
                                "application/x-www-form-urlencoded",
                                OASFactory.createMediaType()
                                        .schema(string())
                                        .example(
                                                path.contains("Patient") ? "family=…&birthdate=…" : "patient=…&code=…"))
                : fhir();
        boolean required = !path.equals("/fhir/Patient/{id}/$summary");
        operation.setRequestBody(
                OASFactory.createRequestBody().required(required).content(content));
    }

    private static Content fhir() {
        return OASFactory.createContent()
                .addMediaType("application/fhir+json", OASFactory.createMediaType())
                .addMediaType("application/fhir+xml", OASFactory.createMediaType());
    }
}
